package millwright.collector.console;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import millwright.collector.http.Exchange;

/** Renders pages, and says to the browser what a page may do: nothing but what is ours. */
final class Pages {
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private final PebbleEngine templates;
    private final Assets assets;
    private final Supplier<RulesNote> rules;
    private final Forms forms;

    Pages(Assets assets, Supplier<RulesNote> rules, Forms forms) {
        this.assets = assets;
        this.rules = rules;
        this.forms = forms;
        ClasspathLoader loader = new ClasspathLoader(Pages.class.getClassLoader());
        loader.setPrefix("millwright/collector/console/templates");
        loader.setSuffix(".html");
        templates =
                new PebbleEngine.Builder()
                        .loader(loader)
                        .autoEscaping(true)
                        .strictVariables(true)
                        .defaultLocale(Locale.ROOT)
                        .cacheActive(true)
                        .build();
    }

    void answer(Exchange exchange, int status, Page page, SiteTime time) throws IOException {
        exchange.with("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "same-origin")
                .with("Cache-Control", "no-store")
                .html(status, render(page, time, forms.visitor(exchange)));
    }

    private String render(Page page, SiteTime time, Visitor visitor) throws IOException {
        StringWriter html = new StringWriter(16_384);
        Map<String, Object> names =
                Map.of(
                        "rules", rules.get(),
                        "title", page.title(),
                        "section", page.section(),
                        "page", page.content(),
                        "visitor", visitor,
                        "shown", time.moment(time.now()),
                        "zone", time.zone().getId(),
                        "css", assets.css(),
                        "js", assets.js(),
                        "icon", assets.icon());
        templates.getTemplate(page.template()).evaluate(html, names, Locale.ROOT);
        return html.toString();
    }
}
