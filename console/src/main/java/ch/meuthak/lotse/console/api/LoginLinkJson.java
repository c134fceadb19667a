package ch.meuthak.lotse.console.api;

import java.time.Instant;

/** What {@code POST /api/login-links} is answered with: a secret that opens one session. */
public record LoginLinkJson(String url, Instant expiresAt) {}
