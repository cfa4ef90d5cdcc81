package millwright.agent.probe.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.agent.probe.file.EventLog.Event;

/**
 * Reads an event as Windows renders it. Only the {@code System} part counts, which Windows writes
 * itself and first; what a provider puts into its data cannot pass for it.
 */
final class EventXml {
    private static final Pattern PROVIDER = Pattern.compile("<Provider Name=['\"]([^'\"]*)['\"]");
    private static final Pattern ID = Pattern.compile("<EventID[^>]*>([0-9]{1,9})</EventID>");
    private static final Pattern LEVEL = Pattern.compile("<Level>([0-9]{1,3})</Level>");
    private static final Pattern RECORD =
            Pattern.compile("<EventRecordID>([0-9]{1,18})</EventRecordID>");

    private EventXml() {}

    /** Empty where it has no record number. */
    static Optional<Event> parse(String xml) {
        int end = xml.indexOf("</System>");
        String system = end < 0 ? xml : xml.substring(0, end);
        return find(RECORD, system)
                .map(
                        record ->
                                new Event(
                                        Long.parseLong(record),
                                        unescape(find(PROVIDER, system).orElse("unknown")),
                                        Integer.parseInt(find(LEVEL, system).orElse("0")),
                                        Integer.parseInt(find(ID, system).orElse("0"))));
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
