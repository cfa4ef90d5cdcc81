package millwright.agent.probe.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** The head of an answer, and its body while the exchange is open. */
public final class Answer {
    private final Request request;
    private final ClassicHttpResponse response;

    Answer(Request request, ClassicHttpResponse response) {
        this.request = request;
        this.response = response;
    }

    /** What it answers. */
    public Request request() {
        return request;
    }

    public int status() {
        return response.getCode();
    }

    /** The first of that name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    /** As the head announces it, which need not be true. */
    public OptionalLong contentLength() {
        try {
            long bytes = Long.parseLong(header("Content-Length").orElse("-1").strip());
            return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
        } catch (NumberFormatException garbage) {
            return OptionalLong.empty();
        }
    }

    /** Whether the body is not as it is meant, but compressed. */
    public boolean isEncoded() {
        return header("Content-Encoding")
                .filter(encoding -> !encoding.strip().equalsIgnoreCase("identity"))
                .isPresent();
    }

    /** As it comes over the wire: of any length, and not inflated. Empty where there is none. */
    public InputStream body() throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }
}
