package ch.meuthak.lotse.console.hook;

import ch.meuthak.lotse.console.trust.SigningPair;
import ch.meuthak.lotse.console.trust.TokenIssuer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tokens that the issuer really signed, with claims that are not those of the one trusted workflow, body and moment. */
final class HostileClaims {
    private static final Set<String> AUTHENTIC = Set.of("iss", "aud", "exp", "nbf", "iat", "jti");

    private final TokenIssuer issuer;
    private final List<HostileRow> rows = new ArrayList<>();

    HostileClaims(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    List<HostileRow> rows() {
        for (String name : List.of(
                "iss",
                "aud",
                "repository_id",
                "repository_owner_id",
                "ref",
                "environment",
                "event_name",
                "workflow_ref")) {
            texts(name);
        }
        texts("repository");
        types("jti");
        for (String name : List.of("exp", "nbf", "iat")) {
            types(name);
            times(name);
        }
        issuers();
        audiences();
        origins();
        moments();
        jtis();
        payloads();
        return rows;
    }

    private static int status(String name) {
        return AUTHENTIC.contains(name) ? 401 : 403;
    }

    private void row(String row, int status, Consumer<Map<String, Object>> change) {
        String token = issuer.token(HookBox.audience(HookBox.BODY), change);
        rows.add(new HostileRow(row, Call.post(HookBox.BODY).bearer(token), status));
    }

    private void claim(String row, String name, @Nullable Object value) {
        row(row, status(name), claims -> claims.put(name, value));
    }

    private void types(String name) {
        Object right = issuer.claims("x").get(name);
        row(name + " is missing", status(name), claims -> claims.remove(name));
        claim(name + " is null", name, null);
        claim(name + " is true", name, true);
        claim(name + " is empty", name, "");
        claim(name + " is a list of the right one", name, List.of(String.valueOf(right)));
        claim(name + " is an object", name, Map.of("v", String.valueOf(right)));
        claim(name + " is an empty list", name, List.of());
    }

    /** Look-alikes of the right text. */
    private void texts(String name) {
        types(name);
        String right =
                String.valueOf(issuer.claims(HookBox.audience(HookBox.BODY)).get(name));
        claim(name + " is a number", name, 1339936803L);
        for (String other : new String[] {
            right + " ",
            " " + right,
            right + "\u0000",
            right + "\r\nX-Trusted: yes",
            right + "x",
            right + "/",
            right + "%00",
            right.substring(1),
            right.substring(0, right.length() - 1),
            right + "\u200b",
            right + "," + right,
            "*",
            "^" + right,
            right.replace('e', '\u0435') + "\u0435",
            right.toUpperCase(Locale.ROOT) + "X",
            "\u202e" + right,
            right.repeat(20)
        }) {
            claim(name + " is " + HostileRow.shown(other), name, other);
        }
    }

    private void times(String name) {
        long now = issuer.seconds();
        for (Object time : new Object[] {
            String.valueOf(now),
            now + 0.5,
            now * 1.0,
            -now,
            0,
            -1,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            1L << 53,
            BigInteger.TEN.pow(19),
            now * 1000
        }) {
            claim(name + " is " + time + " (" + time.getClass().getSimpleName() + ")", name, time);
        }
    }

    private void issuers() {
        String right = issuer.url();
        for (String other : new String[] {
            "https://token.actions.githubusercontent.com",
            right + "/octo-org",
            right.replace("http:", "https:"),
            right.replace("127.0.0.1", "localhost"),
            right.replace("127.0.0.1", "127.0.0.1.evil.example"),
            right.replace("http://", "http://evil.example@"),
            "https://token.actions.githubusercontent.com.evil.example",
            "https://token.actions.githubusercontent.co",
            "https://github.com",
            right.replace("http", "HTTP"),
            right.replace('.', '\u3002'),
            right + "?x",
            right + "#x",
            "//" + right.substring(7)
        }) {
            claim("issuer look-alike " + other, "iss", other);
        }
    }

    private void audiences() {
        String right = HookBox.audience(HookBox.BODY);
        String digest = right.substring(right.lastIndexOf(':') + 1);
        for (String other : new String[] {
            "https://github.com/octo-org",
            "lotse",
            "lotse:" + HookBox.DOMAIN,
            "lotse:" + HookBox.DOMAIN + ":",
            digest,
            "lotse::" + digest,
            "lotse:*:" + digest,
            "lotse:example.ch:" + digest,
            "lotse:other.example.ch:" + digest,
            "lotse:x." + HookBox.DOMAIN + ":" + digest,
            "lotse:" + HookBox.DOMAIN + ".:" + digest,
            "lotse:" + HookBox.DOMAIN.toUpperCase(Locale.ROOT) + ":" + digest,
            "LOTSE:" + HookBox.DOMAIN + ":" + digest,
            "lotse:" + HookBox.DOMAIN + ":" + digest.toUpperCase(Locale.ROOT),
            "lotse:" + HookBox.DOMAIN + ":sha256:" + digest,
            HookBox.audience(""),
            HookBox.audience(HookBox.BODY + " "),
            HookBox.audience(HookBox.BODY.replace("a push", "b push")),
            HookBox.audience("redeploy"),
            "sigstore",
            right + ":" + digest
        }) {
            claim("audience " + other, "aud", other);
        }
        claim("audience is a list of the right one and another", "aud", List.of(right, "sigstore"));
        claim("audience is a list of two right ones", "aud", List.of(right, right));
    }

    private void origins() {
        for (String sub : List.of(
                "repo:octo-org/octo-repo:ref:refs/heads/main",
                "repo:octo-org/octo-repo:environment:production",
                "repo:octo-org@65/octo-repo@1339936803:environment:production",
                "repo:octo-org@65/octo-repo@1339936803:ref:refs/heads/main",
                "repo:octo-org/octo-repo-evil:ref:refs/heads/main",
                "repository_id:1339936803:environment:production",
                "octo-org/octo-repo",
                "*")) {
            row("another repository with the subject " + sub, 403, claims -> {
                claims.put("sub", sub);
                claims.put("repository_id", "666");
            });
            row("another owner with the subject " + sub, 403, claims -> {
                claims.put("sub", sub);
                claims.put("repository_owner_id", "666");
            });
        }
        for (String event : List.of(
                "pull_request",
                "pull_request_target",
                "schedule",
                "issue_comment",
                "workflow_run",
                "release",
                "PUSH",
                "push,workflow_dispatch")) {
            claim("event " + event, "event_name", event);
        }
        for (String ref : List.of(
                "main",
                "heads/main",
                "refs/heads/main2",
                "refs/heads/main/x",
                "refs/heads/Main",
                "refs/tags/main",
                "refs/pull/1/merge",
                "refs/heads/feature",
                "refs/heads/\u043cain",
                "refs/heads/*")) {
            claim("ref " + ref, "ref", ref);
        }
        for (String environment : List.of("Production", "production2", "staging", "prod", "production\n")) {
            claim("environment " + environment.strip() + "'", "environment", environment);
        }
        for (String workflow : List.of(
                "octo-org/octo-repo/.github/workflows/ci.yml@refs/heads/main",
                "octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/evil",
                "octo-org/octo-repo/.github/workflows/deploy.yml@refs/pull/1/merge",
                "octo-org/octo-repo/.github/workflows/deploy.yaml@refs/heads/main",
                "octo-org/octo-repo/.github/workflows/../workflows/deploy.yml@refs/heads/main",
                "evil/octo-repo/.github/workflows/deploy.yml@refs/heads/main",
                "octo-org/octo-repo/.github/workflows/deploy.yml",
                ".github/workflows/deploy.yml@refs/heads/main",
                "octo-org/octo-repo/.github/workflows/deploy.yml@refs/heads/main@refs/heads/main")) {
            claim("workflow " + workflow, "workflow_ref", workflow);
        }
        row("a reusable workflow that is the trusted one, called from another", 403, claims -> {
            claims.put("workflow_ref", "octo-org/octo-repo/.github/workflows/evil.yml@refs/heads/main");
        });
        row("a fork with its own name", 403, claims -> {
            claims.put("repository", "evil/octo-repo");
            claims.put("repository_id", "667");
            claims.put("repository_owner_id", "667");
            claims.put("workflow_ref", "evil/octo-repo/.github/workflows/deploy.yml@refs/heads/main");
        });
        row("a repository that took over the name", 403, claims -> claims.put("repository_id", "668"));
        row("ids that are numbers", 403, claims -> {
            claims.put("repository_id", 1339936803);
            claims.put("repository_owner_id", 65);
        });
        row("ids the wrong way round", 403, claims -> {
            claims.put("repository_id", TokenIssuer.OWNER_ID);
            claims.put("repository_owner_id", TokenIssuer.REPOSITORY_ID);
        });
        row("ids with zeros before them", 403, claims -> claims.put("repository_id", "0" + TokenIssuer.REPOSITORY_ID));
        row("ids in other digits", 403, claims -> claims.put("repository_owner_id", "\u0666\u0665"));
    }

    private void moments() {
        long now = issuer.seconds();
        at("expired a minute and five minutes ago", now - 700, now - 361);
        at("expired an hour ago", now - 4000, now - 3600);
        at("expired years ago", now - 400_000_000L, now - 399_999_700L);
        at("issued two minutes ahead", now + 120, now + 420);
        at("issued an hour ahead", now + 3600, now + 3900);
        at("issued years ahead", now + 400_000_000L, now + 400_000_300L);
        at("expires before it is issued", now, now - 3600);
        at("lives for two days", now, now + 172_800);
        at("lives for a hundred years", now, now + 3_155_760_000L);
        claim("not before two minutes ahead", "nbf", now + 120);
        claim("not before an hour ahead", "nbf", now + 3600);
    }

    private void at(String row, long issued, long until) {
        row(row, 401, claims -> {
            claims.put("iat", issued);
            claims.put("nbf", issued);
            claims.put("exp", until);
        });
    }

    private void jtis() {
        for (Object jti : new Object[] {
            " ",
            "a b",
            "a\nb",
            "a\u0000",
            "\u00e4",
            "x".repeat(201),
            "x".repeat(3000),
            1,
            1.5,
            Map.of(),
            "'); DROP TABLE used_id; --"
        }) {
            claim("jti " + HostileRow.shown(String.valueOf(jti)), "jti", jti);
        }
    }

    /** What is signed is no set of claims, or is one in two ways. */
    private void payloads() {
        String good = TokenIssuer.json(issuer.claims(HookBox.audience(HookBox.BODY)));
        String ref = "\"ref\":\"refs/heads/main\"";
        String evil = "\"ref\":\"refs/heads/evil\"";
        Map<String, String> named = new LinkedHashMap<>();
        named.put("a claim twice, the wrong one first", good.replace(ref, evil + "," + ref));
        named.put("a claim twice, the right one first", good.replace(ref, ref + "," + evil));
        named.put("a claim twice, alike", good.replace(ref, ref + "," + ref));
        named.put("a claim twice, once escaped", good.replace(ref, ref + ",\"\\u0072ef\":\"refs/heads/evil\""));
        named.put("sub twice", good.replace(ref, ref + ",\"sub\":\"x\""));
        named.put("deep nesting", good.replace(ref, ref + ",\"x\":" + "[".repeat(900) + "]".repeat(900)));
        named.put("nesting of objects", good.replace(ref, ref + ",\"x\":" + "{\"x\":".repeat(9) + "1" + "}".repeat(9)));
        named.put("a number of 3000 digits", good.replace(ref, ref + ",\"x\":" + "9".repeat(3000)));
        named.put("a huge exponent", good.replace("\"nbf\":", "\"x\":1e999999999999999999999,\"nbf\":"));
        named.put("trailing content", good + "{}");
        named.put("a list of claims", "[" + good + "]");
        named.put("a text of claims", "\"" + good.replace("\"", "\\\"") + "\"");
        named.put("nothing", "");
        named.put("null", "null");
        named.put("an empty object", "{}");
        named.put("a comment", good.replace("{", "{//\n"));
        named.put("a byte order mark", "\ufeff" + good);
        named.put("half", good.substring(0, good.length() / 2));
        named.forEach((name, payload) -> {
            String token = issuer.current().sign(TokenIssuer.json(issuer.header()), payload);
            rows.add(new HostileRow("payload: " + name, Call.post(HookBox.BODY).bearer(token), 401));
        });
        byte[] utf16 = good.getBytes(StandardCharsets.UTF_16BE);
        String signed = SigningPair.base64(TokenIssuer.json(issuer.header())) + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(utf16);
        rows.add(new HostileRow(
                "payload in UTF-16",
                Call.post(HookBox.BODY).bearer(issuer.current().signRaw(signed, "SHA256withRSA")),
                401));
    }
}
