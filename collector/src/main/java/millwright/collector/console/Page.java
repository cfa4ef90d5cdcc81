package millwright.collector.console;

/**
 * What a template needs.
 *
 * @param template name of the template, without its suffix
 * @param title for the browser's title bar
 * @param section which entry of the navigation is current: {@code fleet}, {@code tickets}, {@code
 *     emergencies}, {@code forecasts} or none
 * @param content the template's own model, under the name {@code page}
 */
record Page(String template, String title, String section, Object content) {}
