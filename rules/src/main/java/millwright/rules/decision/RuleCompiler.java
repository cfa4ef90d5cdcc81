package millwright.rules.decision;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.internal.builder.InternalKieBuilder;

/**
 * Compiles rule files into a rule base. Uses Drools' executable model with the compiler that Drools
 * brings (ECJ), so that a JRE without javac will do. Measured cold on two busy cores, shipped
 * rules: 1.7 to 3.1 s so, 2.0 to 4.8 s with javac, 3.3 s with the classic engine; warm 0.4, 0.5 to
 * 2.3 and 0.6 s. Most of the cold time is loading Drools' own classes.
 */
final class RuleCompiler {
    private static final String FOLDER = "src/main/resources/millwright/rules/decision/";

    /** What Drools and ECJ name in their messages: at the end, or as the first word. */
    private static final Pattern COMPLAINT =
            Pattern.compile(
                    "(?:class|expression): (.+)$|^(\\S+) cannot be resolved|[Tt]he method"
                            + " (\\w+)\\(");

    private static final Pattern GENERATED = Pattern.compile(" for the type Lambda\\w+");

    private static final String TWICE = "Duplicate rule name: ";

    private static final AtomicLong VERSIONS = new AtomicLong();

    private static final String BAD_JAVA = "the Java of a rule is wrong";

    /** What Drools adds to the message that tells. */
    private static final Set<String> ECHOES = Set.of(BAD_JAVA, "Parser returned a null Package");

    private final KieServices services = KieServices.get();
    private final KieFileSystem sources = services.newKieFileSystem();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    /**
     * @param name as the user knows the file
     */
    RuleCompiler add(String name, String drl) {
        String path = "f%d.drl".formatted(names.size());
        names.put(path, name);
        texts.put(path, drl);
        sources.write(FOLDER + path, drl);
        return this;
    }

    /**
     * @throws RulesException if a file does not compile
     */
    KieBase compile() {
        try {
            return build();
        } catch (RulesException e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new RulesException(List.of(broken(e)));
        }
    }

    private KieBase build() {
        // A release of its own each time: two compilations at once must not see each other.
        ReleaseId release =
                services.newReleaseId("millwright", "rules", "1." + VERSIONS.incrementAndGet());
        KieModuleModel module = services.newKieModuleModel();
        module.setConfigurationProperty("drools.dialect.java.compiler", "ECLIPSE");
        module.newKieBaseModel("decisions").setDefault(true).addPackage("*");
        sources.generateAndWritePomXML(release);
        ClassLoader loader = RuleCompiler.class.getClassLoader();
        // Handed over as an object: as XML it would need another library.
        KieBuilder builder =
                ((InternalKieBuilder) services.newKieBuilder(sources, loader))
                        .withKModuleModel(module)
                        .buildAll(ExecutableModelProject.class);
        refuseErrors(builder.getResults().getMessages(Message.Level.ERROR));
        try {
            return services.newKieContainer(release, loader).getKieBase();
        } finally {
            services.getRepository().removeKieModule(release);
        }
    }

    /** What compiles may still fail as it is loaded: a pattern that is none, 1 / 0. */
    private static RuleProblem broken(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !cause.getCause().equals(cause)) {
            cause = cause.getCause();
        }
        return new RuleProblem(
                "one of the rule files",
                0,
                0,
                "the rules compile and fail as they are loaded (%s)"
                        .formatted(readable(cause.toString())),
                "A constant in the conditions of a rule cannot be worked out, such as a regular"
                        + " expression; look at what was changed last");
    }

    private void refuseErrors(List<Message> errors) {
        List<RuleProblem> problems = errors.stream().map(this::problem).distinct().toList();
        if (problems.isEmpty()) {
            return;
        }
        List<RuleProblem> telling =
                problems.stream().filter(p -> !ECHOES.contains(p.message())).toList();
        throw new RulesException(telling.isEmpty() ? problems : telling);
    }

    private RuleProblem problem(Message error) {
        String path = error.getPath() == null ? "" : error.getPath();
        String file = path.substring(path.lastIndexOf('/') + 1);
        String text = readable(error.getText());
        if (!names.containsKey(file)) {
            return blamed(text);
        }
        if (!isRuleFile(file)) {
            // The line would be one of the rules that Drools made of the table; nobody sees those.
            return new RuleProblem(
                    names.get(file), 0, 0, "the code above the heading does not compile: " + text);
        }
        if (text.startsWith(TWICE)) {
            return twice(text.substring(TWICE.length()), error, file);
        }
        if (error.getLine() > 0) {
            return new RuleProblem(
                    names.get(file),
                    error.getLine(),
                    Math.max(0, error.getColumn()),
                    text,
                    Hints.of(text));
        }
        return found(file, text)
                .orElse(new RuleProblem(names.get(file), 0, 0, text, Hints.of(text)));
    }

    /** An error of the Java that Drools made of the rules: in the file that has the same words. */
    private RuleProblem blamed(String text) {
        List<RuleProblem> suspects =
                names.keySet().stream()
                        .filter(this::isRuleFile)
                        .flatMap(file -> found(file, text).stream())
                        .toList();
        return suspects.size() == 1
                ? suspects.get(0)
                : new RuleProblem("one of the rule files", 0, 0, text, Hints.of(text));
    }

    /** Two rules of one name: Drools tells where one of them is. */
    private RuleProblem twice(String rule, Message error, String file) {
        List<String> places =
                names.keySet().stream()
                        .filter(this::isRuleFile)
                        .flatMap(each -> places(each, "\"" + rule + "\"").stream())
                        .toList();
        return new RuleProblem(
                names.get(file),
                error.getLine(),
                Math.max(0, error.getColumn()),
                "two rules are called \"%s\": %s".formatted(rule, String.join(" and ", places)),
                "Tickets quote the name, so give one of them another; a file of the shipped name"
                        + " replaces the shipped one");
    }

    private List<String> places(String file, String words) {
        List<String> lines = texts.get(file).lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains(words))
                .mapToObj(i -> "%s line %d".formatted(names.get(file), i + 1))
                .toList();
    }

    /** The first line of a file that has the words which the compiler complains of. */
    private Optional<RuleProblem> found(String file, String text) {
        Matcher complaint = COMPLAINT.matcher(text);
        if (!complaint.find()) {
            return Optional.empty();
        }
        String words =
                complaint.group(1) != null
                        ? complaint.group(1)
                        : complaint.group(2) != null
                                ? complaint.group(2)
                                : complaint.group(3) + "(";
        List<String> lines = texts.get(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int column = lines.get(i).indexOf(words);
            if (column >= 0) {
                return Optional.of(
                        new RuleProblem(names.get(file), i + 1, column + 1, text, Hints.of(text)));
            }
        }
        return Optional.empty();
    }

    private boolean isRuleFile(String file) {
        return names.get(file).endsWith(".drl");
    }

    /** Without line breaks, stack traces and generated sources. */
    private static String readable(String text) {
        String line = text.lines().map(String::strip).collect(joining(" "));
        line = line.replaceFirst(" *Problem stacktrace :.*", "");
        line = GENERATED.matcher(line).replaceAll("");
        return line.replaceFirst("^Java source of .* in error:.*", BAD_JAVA);
    }
}
