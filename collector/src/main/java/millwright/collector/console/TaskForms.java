package millwright.collector.console;

import java.io.IOException;
import millwright.collector.api.TaskDesk;
import millwright.collector.cases.ActRefusedException;
import millwright.collector.cases.TaskAct;
import millwright.collector.change.ChangeRefusedException;
import millwright.collector.http.Exchange;
import millwright.collector.people.Person;

/** The forms of the plan: {@code POST /plan/{id}}, where the field {@code act} says what. */
final class TaskForms {
    private final TaskDesk desk;
    private final Forms forms;

    TaskForms(TaskDesk desk, Forms forms) {
        this.desk = desk;
        this.forms = forms;
    }

    void act(Exchange exchange) throws IOException {
        FormFields fields = forms.checkPost(exchange);
        Person person = forms.signedIn(exchange);
        String id = exchange.path("id");
        try {
            TaskAct act = read(fields);
            var unused = forms.may(exchange, TaskDesk.permission(act));
            desk.act(person, id, act);
        } catch (ActRefusedException | ChangeRefusedException e) {
            throw notDone(409, e);
        } catch (IllegalArgumentException e) {
            throw notDone(422, e);
        }
        exchange.with("Location", Links.task(id)).with("Cache-Control", "no-store").empty(303);
    }

    private static NoSuchPage notDone(int status, RuntimeException e) {
        return NoSuchPage.notDone(status, e.getMessage(), "/plan", "The plan");
    }

    private static TaskAct read(FormFields fields) {
        String act = fields.text("act");
        return switch (act) {
            case "start" -> new TaskAct.Start();
            case "complete" -> new TaskAct.Complete(fields.text("comment"));
            case "cancel" -> new TaskAct.Cancel(fields.text("reason"));
            default -> throw NoSuchPage.badForm(400, "There is no act “%s”.".formatted(act));
        };
    }
}
