/**
 * The collector's REST interface under {@code /api/v1}: what comes in is a request, what goes out
 * is JSON as {@code openapi.yaml} beside this package describes it. It decides nothing; whoever
 * changes something by it is known to {@code Acting}.
 */
package millwright.collector.api;
