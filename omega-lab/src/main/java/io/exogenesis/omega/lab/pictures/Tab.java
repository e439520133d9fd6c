package io.exogenesis.omega.lab.pictures;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** One page of a browser, in a profile of its own. */
public final class Tab {
    /** How long a page may take to show what is waited for, in milliseconds. */
    private static final int PATIENCE_MS = 30_000;

    private final DevTools tools;
    private final String session;
    private final int width;
    private final int height;

    private Tab(DevTools tools, String session, int width, int height) {
        this.tools = tools;
        this.session = session;
        this.width = width;
        this.height = height;
    }

    static Tab open(DevTools tools, int width, int height, boolean dark) {
        String profile = tools.call(null, "Target.createBrowserContext", Map.of())
                .get("browserContextId")
                .getAsString();
        String target = tools.call(
                        null, "Target.createTarget", Map.of("url", "about:blank", "browserContextId", profile))
                .get("targetId")
                .getAsString();
        String session = tools.call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .getAsString();
        Tab tab = new Tab(tools, session, width, height);
        tab.size(height);
        tab.call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return tab;
    }

    /** Goes to an address and waits until the page says that it is filled. */
    public void go(String address) {
        call("Page.navigate", Map.of("url", address));
        await("document.body && document.body.dataset.loaded === 'true' && location.href !== 'about:blank'");
    }

    /** Waits until this expression of JavaScript is true. */
    public void await(String condition) {
        boolean came = evaluate("new Promise(done => { const end = performance.now() + " + PATIENCE_MS
                        + "; const look = () => { let is = false; try { is = !!(" + condition
                        + "); } catch (e) { is = false; } if (is || performance.now() > end) done(is);"
                        + " else setTimeout(look, 50); }; look(); })")
                .getAsBoolean();
        if (!came) {
            throw new PictureException("the page does not come to: " + condition);
        }
    }

    /** Clicks the first element that this selector finds. */
    public void click(String selector) {
        evaluate("document.querySelector(" + new JsonPrimitive(selector) + ").click()");
    }

    /** The value of an expression of JavaScript; a promise is waited for. */
    public JsonElement evaluate(String expression) {
        JsonObject answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new PictureException("the page fails at " + expression + ": " + answer.get("exceptionDetails"));
        }
        JsonElement value = answer.getAsJsonObject("result").get("value");
        return value == null ? JsonNull.INSTANCE : value;
    }

    /** What the window shows, as PNG. */
    public void window(Path file) {
        shoot(file);
    }

    /** The whole page, as PNG: the window is made as high as the page for a moment. */
    public void page(Path file) {
        size(evaluate("Math.ceil(document.documentElement.scrollHeight)").getAsInt());
        // Two frames: the charts see the new size and draw themselves.
        evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        shoot(file);
        size(height);
    }

    private void shoot(Path file) {
        String data = call("Page.captureScreenshot", Map.of("format", "png"))
                .get("data")
                .getAsString();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(data));
        } catch (IOException e) {
            throw new PictureException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void size(int pixels) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", pixels, "deviceScaleFactor", 1, "mobile", false));
    }

    private JsonObject call(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }
}
