package ch.meuthak.lotse.console.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.meuthak.lotse.console.trust.Audience;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Signed requests that are not right, good credentials with bodies that are not, and HTTP that is none. */
final class HostileRequests {
    private static final String BODY = HookBox.BODY;
    private static final String DIGEST = StillPlatform.DIGEST;

    private final HookBox box;
    private final List<HostileRow> rows = new ArrayList<>();

    HostileRequests(HookBox box) {
        this.box = box;
    }

    List<HostileRow> rows() {
        signatures();
        timestamps();
        ids();
        combinations();
        bodies();
        images();
        unknownImages();
        types();
        keys();
        sizes();
        questions();
        protocol();
        return rows;
    }

    private void add(String name, Call call, int... expected) {
        rows.add(new HostileRow(name, call, expected));
    }

    private static Call hmac(String timestamp, String id, String signature) {
        return Call.post(BODY)
                .with("X-Lotse-Timestamp", timestamp)
                .with("X-Lotse-Id", id)
                .with("X-Lotse-Signature", signature);
    }

    private void signatures() {
        String now = box.now();
        String message = now + ".hostile." + BODY;
        String good = HookBox.signature(HookBox.SECRET, message);
        String hex = good.substring(7);
        for (String signature : new String[] {
            "",
            "sha256=",
            "sha256",
            hex,
            "sha256=" + hex.toUpperCase(Locale.ROOT),
            "SHA256=" + hex,
            "sha1=" + hex,
            "sha512=" + hex,
            "sha256:" + hex,
            "sha256= " + hex,
            "sha256=0x" + hex,
            "sha256=" + hex.substring(2),
            "sha256=" + hex.substring(1),
            good + "00",
            good + "0",
            "sha256=" + "0".repeat(64),
            "sha256=" + "f".repeat(64),
            "sha256=" + "g".repeat(64),
            "sha256=" + new StringBuilder(hex).reverse(),
            good + "," + good,
            good + ";v=1",
            "\"" + good + "\"",
            "hmac-" + good,
            "sha256=" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)),
            "sha256=\u0661" + hex.substring(1),
            "sha256=" + hex.substring(0, 63) + "\uff10",
            "*",
            "null",
            "sha256=" + hex.repeat(20)
        }) {
            add("signature " + HostileRow.shown(signature), hmac(now, "hostile", signature), 401);
        }
        for (int i = 0; i < 64; i += 9) {
            char other = hex.charAt(i) == '0' ? '1' : '0';
            String changed = hex.substring(0, i) + other + hex.substring(i + 1);
            add("signature with digit " + i + " changed", hmac(now, "hostile", "sha256=" + changed), 401);
        }
        for (String[] other : new String[][] {
            {"another secret", HookBox.signature(HookBox.SECRET + "x", message)},
            {"a shorter secret", HookBox.signature(HookBox.SECRET.substring(1), message)},
            {"an empty-like secret", HookBox.signature("\u0000", message)},
            {"the domain as the secret", HookBox.signature(HookBox.DOMAIN, message)},
            {"another body", HookBox.signature(HookBox.SECRET, now + ".hostile." + BODY + " ")},
            {"no body", HookBox.signature(HookBox.SECRET, now + ".hostile.")},
            {"the body alone", HookBox.signature(HookBox.SECRET, BODY)},
            {"another id", HookBox.signature(HookBox.SECRET, now + ".other." + BODY)},
            {"another timestamp", HookBox.signature(HookBox.SECRET, (Long.parseLong(now) - 1) + ".hostile." + BODY)},
            {"the order id, timestamp", HookBox.signature(HookBox.SECRET, "hostile." + now + "." + BODY)},
            {"no dots", HookBox.signature(HookBox.SECRET, now + "hostile" + BODY)},
            {"line feeds for dots", HookBox.signature(HookBox.SECRET, now + "\nhostile\n" + BODY)}
        }) {
            add("signature of " + other[0], hmac(now, "hostile", other[1]), 401);
        }
    }

    /** Each one is really signed as it stands. */
    private void timestamps() {
        long now = Long.parseLong(box.now());
        for (String time : new String[] {
            "",
            "+" + now,
            "-" + now,
            "0" + now,
            now + ".0",
            now + "L",
            now + "e0",
            "0x" + Long.toHexString(now),
            "1e9",
            "NaN",
            String.valueOf(now * 1000),
            String.valueOf(now * 1_000_000_000),
            "99999999999999999999",
            "9223372036854775807",
            "-9223372036854775808",
            "0",
            "1",
            String.valueOf(now - 310),
            String.valueOf(now + 1900),
            String.valueOf(now - 3600),
            String.valueOf(now + 3600),
            "999999999999",
            now + "," + now,
            now + " " + now,
            "\u0661" + String.valueOf(now).substring(1),
            "Wed, 25 Nov 2026 15:00:00 GMT",
            "2026-11-25T15:00:00Z",
            "now",
            "null",
            now + "%20"
        }) {
            String signature = HookBox.signature(HookBox.SECRET, time + ".hostile." + BODY);
            add("timestamp " + time, hmac(time, "hostile", signature), 401);
        }
    }

    private void ids() {
        String now = box.now();
        for (String id : new String[] {
            "",
            "a b",
            "a/b",
            "a\tb",
            "a:b",
            "\u00e4",
            "\u0430",
            "x".repeat(65),
            "x".repeat(5000),
            "a,b",
            "'; DROP TABLE used_id; --",
            "%00",
            "<b>",
            "{}",
            "*",
            "a\\b",
            "a@b"
        }) {
            String signature = HookBox.signature(HookBox.SECRET, now + "." + id + "." + BODY);
            add("id " + HostileRow.shown(id), hmac(now, id, signature), 401);
        }
    }

    private void combinations() {
        String now = box.now();
        Call good = HookBox.signed(Call.post(BODY), HookBox.SECRET, now, "combined", BODY);
        for (String header : List.of("X-Lotse-Timestamp", "X-Lotse-Id", "X-Lotse-Signature")) {
            add("without " + header, good.without(header), 401);
            String value = good.headers().stream()
                    .filter(line -> line.startsWith(header))
                    .findFirst()
                    .orElseThrow()
                    .substring(header.length() + 2);
            add(header + " twice, alike", good.with(header, value), 401);
            add(header + " twice, another", good.with(header, "other"), 401);
            add(header + " alone", Call.post(BODY).with(header, value), 401);
        }
        Call token = box.redeploy(BODY);
        add("a good token and a good signature", HookBox.signed(token, HookBox.SECRET, now, "both", BODY), 401);
        add("a good token and a bad signature", token.with("X-Lotse-Signature", "x"), 401);
        add("a good token and an id", token.with("X-Lotse-Id", "x"), 401);
        add(
                "a bad token and a good signature",
                HookBox.signed(Call.post(BODY).bearer("x"), HookBox.SECRET, now, "b", BODY),
                401);
        add("an empty Authorization and a good signature", good.with("Authorization", ""), 401);
        add("the dot of the id moved into the body", reframed("a", "b." + BODY, "a.b", BODY), 400);
        add("the dot of the body moved into the id", reframed("a.{\"x\":1}", BODY, "a", "{\"x\":1}." + BODY), 401);
        add(
                "a question's signature for a request",
                HookBox.signed(Call.post(BODY), HookBox.SECRET, now, "q", "mhyq2k8v1-x7c"),
                401);
        add(
                "a question's signature with its bytes as the body",
                HookBox.signed(Call.post("some-id"), HookBox.SECRET, now, "q2", "some-id"),
                400);
        add(
                "a token for a question, for a request",
                Call.post(BODY).bearer(box.issuer.token(HookBox.audience("some-id"))),
                401);
        add("a token for another body", Call.post(BODY).bearer(box.issuer.token(HookBox.audience(BODY + "\n"))), 401);
    }

    /** Signed for one split into id and body, sent with another that gives the same bytes. */
    private Call reframed(String id, String body, String signedId, String signedBody) {
        String now = box.now();
        return Call.post(body)
                .with("X-Lotse-Timestamp", now)
                .with("X-Lotse-Id", id)
                .with("X-Lotse-Signature", HookBox.signature(HookBox.SECRET, now + "." + signedId + "." + signedBody));
    }

    private void trusted(String name, String body, int... expected) {
        add(name + ", by token", box.redeploy(body), expected);
        add(name + ", by HMAC", box.signed(Call.post(body), body), expected);
    }

    private void bodies() {
        String digest = "\"digest\":\"" + DIGEST + "\"";
        for (String body : new String[] {
            "",
            " ",
            "null",
            "true",
            "1",
            "\"x\"",
            "[]",
            "[" + BODY + "]",
            "{",
            "}",
            "{}",
            BODY + BODY,
            BODY + "x",
            BODY + "\u0000",
            "\ufeff" + BODY,
            BODY.substring(0, BODY.length() - 1),
            BODY.replace('"', '\''),
            BODY.replace("{", "{/**/"),
            BODY.replace("}", ",}"),
            "{" + digest + "," + digest + "}",
            "{" + digest + ",\"digest\":\"" + StillPlatform.OTHER + "\"}",
            "{" + digest + ",\"\\u0064igest\":\"" + StillPlatform.OTHER + "\"}",
            "{" + digest + ",\"image\":\"evil/backend\"}",
            "{" + digest + ",\"repository\":\"evil/backend\"}",
            "{" + digest + ",\"requestedBy\":\"operator\"}",
            "{" + digest + ",\"Digest\":\"x\"}",
            "{" + digest + ",\"\":\"\"}",
            "{" + digest + ",\"__proto__\":{}}",
            "{\"digest\":null}",
            "{\"digest\":1}",
            "{\"digest\":true}",
            "{\"digest\":[\"" + DIGEST + "\"]}",
            "{\"digest\":{\"" + DIGEST + "\":1}}",
            "{\"digest\":\"\"}",
            "{" + digest + ",\"reason\":1}",
            "{" + digest + ",\"reason\":[\"x\"]}",
            "{" + digest + ",\"reason\":\"a\\nb\"}",
            "{" + digest + ",\"reason\":\"a\\r\\nX: y\"}",
            "{" + digest + ",\"reason\":\"\\u0000\"}",
            "{" + digest + ",\"reason\":\"\\ud800\"}",
            "{" + digest + ",\"reason\":\"x\\udc00\\ud800\"}",
            "{" + digest + ",\"revision\":\"\\udfff\"}",
            "{" + digest + ",\"\\ud800\":\"\"}",
            "{" + digest + ",\"reason\":\"" + "x".repeat(501) + "\"}",
            "{" + digest + ",\"revision\":1}",
            "{" + digest + ",\"revision\":\"a b\"}",
            "{" + digest + ",\"revision\":\"../x\"}",
            "{" + digest + ",\"revision\":\"" + "x".repeat(101) + "\"}",
            "{" + digest + ",\"runId\":7}",
            "{" + digest + ",\"runId\":\"x\"}",
            "{" + digest + ",\"runId\":\"" + "1".repeat(21) + "\"}",
            "{" + digest + ",\"runId\":\"-1\"}",
            "{" + digest + ",\"runId\":\"\u0661\"}",
            "{" + digest + ",\"reason\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
            "{" + digest + ",\"reason\":" + "9".repeat(5000) + "}",
            "{" + digest + ",\"reason\":NaN}",
            "{\"" + "n".repeat(8000) + "\":1}",
            "digest=" + DIGEST,
            "<digest/>",
            "---\ndigest: x\n"
        }) {
            trusted("body " + HostileRow.shown(body.replace(DIGEST, "DIGEST")), body, 400);
        }
        byte[] utf16 = BODY.getBytes(StandardCharsets.UTF_16BE);
        add("body in UTF-16", Call.post(utf16).bearer(box.issuer.token(audience(utf16))), 400);
        byte[] broken = BODY.getBytes(UTF_8);
        broken[broken.length - 4] = (byte) 0xc3;
        add("body that is no UTF-8", Call.post(broken).bearer(box.issuer.token(audience(broken))), 400);
        byte[] half = BODY.replace("a push", "a p\u00fe\u00fe\u00fe").getBytes(StandardCharsets.ISO_8859_1);
        add("body with bytes of ISO 8859-1", Call.post(half).bearer(box.issuer.token(audience(half))), 400);
    }

    private static String audience(byte[] body) {
        return Audience.of(HookBox.DOMAIN, body);
    }

    private void images() {
        String hex = DIGEST.substring(7);
        for (String digest : new String[] {
            "latest",
            "backend",
            "backend:latest",
            "evil/backend@" + DIGEST,
            "ghcr.io/octo-org/octo-repo@" + DIGEST,
            "@" + DIGEST,
            hex,
            "sha256:",
            "sha256:" + hex.toUpperCase(Locale.ROOT),
            "SHA256:" + hex,
            "sha512:" + hex + hex,
            "sha256:" + hex.substring(1),
            DIGEST + "0",
            DIGEST + " ",
            " " + DIGEST,
            DIGEST + "\\n",
            DIGEST + "\\u0000",
            "sha256:" + "g".repeat(64),
            "sha256:" + "\uff11".repeat(64),
            "sha256:../../../../etc/passwd",
            "sha256-" + hex,
            "md5:" + hex.substring(32),
            "http://evil.example/x",
            "file:///etc/passwd",
            "$(reboot)",
            "`reboot`",
            "--help"
        }) {
            trusted("image " + HostileRow.shown(digest), "{\"digest\":\"" + digest + "\"}", 422);
        }
    }

    /** It is not there, which nobody looks at while one waits. */
    private void unknownImages() {
        for (String digest : List.of("sha256:" + "00".repeat(32), "sha256:" + "ff".repeat(32))) {
            trusted("image " + digest, "{\"digest\":\"" + digest + "\"}", 409, 422);
        }
    }

    private void types() {
        for (String type : new String[] {
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/xml",
            "text/json",
            "application/json5",
            "application/problem+json",
            "*/*",
            "json",
            "application/jsonx",
            "application/octet-stream",
            "text/plain; application/json"
        }) {
            add("type " + type, box.redeploy(BODY).replacing("Content-Type", type), 400, 415);
        }
        add("no type", box.redeploy(BODY).without("Content-Type"), 415);
    }

    private void keys() {
        for (String key : new String[] {"", "a b", "\u00e4", "k".repeat(201), "a\tb", "hook x"}) {
            add("key '" + HostileRow.shown(key) + "'", box.redeploy(BODY).with("Idempotency-Key", key), 400);
        }
        add("two keys", box.redeploy(BODY).with("Idempotency-Key", "a").with("Idempotency-Key", "b"), 400);
    }

    private void sizes() {
        String padded = BODY + " ".repeat(16 * 1024 + 1 - BODY.length());
        trusted("a body of 16 KiB and one byte", padded, 413);
        trusted("a body of 60 kB", BODY + " ".repeat(60_000), 413);
        add("a body of 1 MB", Call.post(BODY + " ".repeat(1 << 20)).bearer("x"), 0, 413);
        add(
                "a body that is said to be of 2 GB",
                Call.post(BODY).replacing("Content-Length", "2147483648"),
                0,
                400,
                413);
    }

    private void questions() {
        add("a question without credentials", Call.get("some-id"), 401);
        add(
                "a question with a token for another id",
                Call.get("some-id").bearer(box.issuer.token(HookBox.audience("other"))),
                401);
        add(
                "a question with a request's token",
                Call.get("some-id").bearer(box.issuer.token(HookBox.audience(BODY))),
                401);
        add("a question for what is not there", box.outcome("some-id"), 404);
        for (String id :
                new String[] {"..%2f..%2fstatus", "a%00b", "%7B%7D", "a%0d%0ab", "x".repeat(300), "'%20OR%201=1"}) {
            add(
                    "a question for " + HostileRow.shown(id),
                    Call.get(id).bearer(box.issuer.token(HookBox.audience(id))),
                    400,
                    401,
                    404);
        }
    }

    private void protocol() {
        Call good = box.redeploy(BODY);
        for (String method : List.of("PUT", "DELETE", "PATCH", "GET", "TRACE")) {
            add(method + " with good credentials", good.line(method + " /hooks/redeploy"), 400, 404, 405);
        }
        add("POST to an outcome", good.line("POST /hooks/redeploy/some-id"), 405);
        add("POST to a neighbour", good.line("POST /hooks/redeploys"), 404);
        add("POST beside it", good.line("POST /hooks/redeploy/../redeploy2"), 400, 404, 405);
        add("POST to the operator's API", good.line("POST /api/deployments"), 404);
        add("two lengths", good.with("Content-Length", "1"), 0, 400);
        add("a length and chunks", good.with("Transfer-Encoding", "chunked"), 0, 400);
        Call chunked = new Call(good.line(), good.headers(), "zz\r\n{}\r\n0\r\n\r\n".getBytes(UTF_8));
        add("broken chunks", chunked.with("Transfer-Encoding", "chunked").without("Content-Length"), 0, 400);
        add("a negative length", good.replacing("Content-Length", "-1"), 0, 400);
        add("a length that is no number", good.replacing("Content-Length", "+" + BODY.length()), 0, 400);
        add("a shorter length than the body", good.replacing("Content-Length", "10"), 401);
        add("a line of 5000 characters", good.line("POST /hooks/redeploy?" + "x".repeat(5000)), 0, 400, 414);
        add("a space before the colon", good.with("Authorization ", "Bearer x"), 0, 400);
        add("a folded header", good.with("X-A", "b\r\n c"), 0, 400);
        add("a header that smuggles another", Call.post(BODY).with("X-A", "b\nAuthorization: Bearer x"), 0, 400, 401);
    }
}
