// GitHub's tokens for this job (docs.github.com, "OpenID Connect reference").

import { call, patiently, wordsOf } from './http.mjs';
import { say } from './report.mjs';
import { clean, objectOf, sha256, Stop } from './text.mjs';

export class GitHubTokens {
  /** @throws Stop when the job has no permission for one */
  constructor(env, domain, deadline) {
    if (!env.ACTIONS_ID_TOKEN_REQUEST_URL || !env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) {
      throw new Stop('GitHub gives this job no token. Add "permissions: id-token: write" to the job.');
    }
    this.env = env;
    this.domain = domain;
    this.deadline = deadline;
    this.latest = '';
  }

  /** A new token that fits these bytes and no others. The log masks it. */
  async issue(bytes) {
    this.audience = `lotse:${this.domain}:${sha256(bytes)}`;
    const answer = await patiently("GitHub's token endpoint", this.deadline, () => this.#ask());
    const token = answer.status === 200 ? objectOf(answer.text)?.value : undefined;
    if (typeof token !== 'string' || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
      const status = 'https://www.githubstatus.com shows whether Actions has an outage';
      throw new Stop(`GitHub's token endpoint gave no token (${wordsOf(answer)}). Run the job again; ${status}.`);
    }
    say(`::add-mask::${token}`);
    this.latest = token;
    return token;
  }

  #ask() {
    const base = this.env.ACTIONS_ID_TOKEN_REQUEST_URL;
    const url = `${base}${base.includes('?') ? '&' : '?'}audience=${encodeURIComponent(this.audience)}`;
    const headers = { Authorization: `Bearer ${this.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}`, Accept: 'application/json' };
    return call('GET', url, headers, undefined, this.deadline);
  }

  /** The claims that the console compares: those of the latest token, or those that the runner reports. */
  facts() {
    const claims = objectOf(Buffer.from(this.latest.split('.')[1] ?? '', 'base64url').toString());
    const environment = claims ? claims.environment ?? 'none; add "environment:" to the job' : undefined;
    return [
      ['audience', claims?.aud ?? this.audience],
      ['repository id', claims?.repository_id ?? this.env.GITHUB_REPOSITORY_ID],
      ['owner id', claims?.repository_owner_id ?? this.env.GITHUB_REPOSITORY_OWNER_ID],
      ['ref', claims?.ref ?? this.env.GITHUB_REF],
      ['environment', environment],
      ['event', claims?.event_name ?? this.env.GITHUB_EVENT_NAME],
      ['workflow', claims?.workflow_ref ?? this.env.GITHUB_WORKFLOW_REF],
      ['issued at', timeOf(claims?.iat)],
    ].map(([name, value]) => [name, clean(value ?? 'not known', 300)]);
  }
}

function timeOf(epochSeconds) {
  const time = new Date(epochSeconds * 1_000);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
