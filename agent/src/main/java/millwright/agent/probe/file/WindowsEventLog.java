package millwright.agent.probe.file;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.Wevtapi;
import com.sun.jna.platform.win32.WevtapiUtil;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.Winevt.EVT_HANDLE;
import com.sun.jna.platform.win32.Winevt.EVT_QUERY_FLAGS;
import com.sun.jna.platform.win32.Winevt.EVT_RENDER_FLAGS;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code wevtapi.dll} through JNA. Loaded on Windows only. Nothing but the calls is here, for they
 * can be tried on Windows alone.
 */
final class WindowsEventLog implements EventLog {
    private static final int BATCH = 64;
    private static final int TIMEOUT_MILLIS = 2_000;

    @Override
    public OptionalLong newest(String channel) throws IOException {
        EVT_HANDLE query = query(channel, "*", EVT_QUERY_FLAGS.EvtQueryReverseDirection);
        try {
            List<Event> events = next(channel, query, 1);
            return events.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(events.get(0).record());
        } finally {
            Wevtapi.INSTANCE.EvtClose(query);
        }
    }

    @Override
    public List<Event> after(String channel, long record, int levelMax, int most)
            throws IOException {
        // Level 0 is of what has none, as audits and old applications: information.
        String levels =
                levelMax >= Level.INFORMATION.number()
                        ? "Level <= %d".formatted(levelMax)
                        : "Level >= 1 and Level <= %d".formatted(levelMax);
        String filter = "*[System[EventRecordID > %d and %s]]".formatted(record, levels);
        EVT_HANDLE query = query(channel, filter, EVT_QUERY_FLAGS.EvtQueryForwardDirection);
        try {
            List<Event> events = new ArrayList<>();
            while (events.size() < most) {
                List<Event> some = next(channel, query, Math.min(BATCH, most - events.size()));
                if (some.isEmpty()) {
                    break;
                }
                events.addAll(some);
            }
            return events;
        } finally {
            Wevtapi.INSTANCE.EvtClose(query);
        }
    }

    private static EVT_HANDLE query(String channel, String filter, int direction)
            throws IOException {
        EVT_HANDLE query =
                Wevtapi.INSTANCE.EvtQuery(
                        null, channel, filter, EVT_QUERY_FLAGS.EvtQueryChannelPath | direction);
        if (query == null) {
            throw failure(channel, Native.getLastError());
        }
        return query;
    }

    private static List<Event> next(String channel, EVT_HANDLE query, int most) throws IOException {
        EVT_HANDLE[] handles = new EVT_HANDLE[most];
        IntByReference count = new IntByReference();
        if (!Wevtapi.INSTANCE.EvtNext(query, most, handles, TIMEOUT_MILLIS, 0, count)) {
            int error = Native.getLastError();
            if (error == WinError.ERROR_NO_MORE_ITEMS) {
                return List.of();
            }
            throw failure(channel, error);
        }
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count.getValue(); i++) {
            try {
                EventXml.parse(xml(handles[i])).ifPresent(events::add);
            } finally {
                Wevtapi.INSTANCE.EvtClose(handles[i]);
            }
        }
        return events;
    }

    private static String xml(EVT_HANDLE event) {
        try (Memory text =
                WevtapiUtil.EvtRender(
                        null, event, EVT_RENDER_FLAGS.EvtRenderEventXml, new IntByReference())) {
            return text.getWideString(0);
        }
    }

    private static IOException failure(String channel, int error) {
        String words = new Win32Exception(error).getMessage();
        return error == WinError.ERROR_ACCESS_DENIED
                ? new AccessDeniedException(channel, null, words)
                : new IOException("%s (error %d)".formatted(words, error));
    }
}
