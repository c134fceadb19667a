// The console's hook: POST /hooks/redeploy and GET /hooks/redeploy/{id}.

import { call, detailOf, isLost, isPassingQuestion, patiently } from './http.mjs';
import { clean, objectOf, Stop } from './text.mjs';

const MOST_LINES = 100; // of each list of a deployment

export class Hook {
  /** @param idempotencyKey the same for each try to post */
  constructor(wish, tokens, deadline, idempotencyKey) {
    this.wish = wish;
    this.tokens = tokens;
    this.deadline = deadline;
    this.idempotencyKey = idempotencyKey;
    this.address = `${wish.origin}/hooks/redeploy`;
    this.maybeTaken = false;
  }

  /** Asks for the deployment. @returns its id @throws Stop when it is refused, TimeUp */
  async post() {
    const answer = await patiently('The hook', this.deadline, () => this.#tryPost());
    if (answer.status !== 202) {
      throw this.#refusal(answer);
    }
    const id = objectOf(answer.text)?.id;
    if (typeof id !== 'string' || !/^[0-9A-Za-z._-]{1,64}$/.test(id)) {
      throw new Stop(`What answers at ${this.address} is no Lotse: its 202 has no id. Check the input "url".`);
    }
    return id;
  }

  async #tryPost() {
    const headers = {
      Authorization: `Bearer ${await this.tokens.issue(this.wish.body)}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': this.idempotencyKey,
    };
    const answer = await call('POST', this.address, headers, this.wish.body, this.deadline);
    this.maybeTaken ||= isLost(answer);
    return answer;
  }

  /** The deployment as it is now. A token is used until it is refused. @throws Stop when it cannot be read, TimeUp */
  async read(id) {
    let answer = await this.#tryRead(id);
    if (answer.status === 401) {
      this.readToken = undefined;
      answer = await this.#tryRead(id);
    }
    if (answer.status !== 200) {
      throw this.#refusal(answer);
    }
    return deploymentOf(objectOf(answer.text), id);
  }

  #tryRead(id) {
    const attempt = async () => {
      this.readToken ??= await this.tokens.issue(Buffer.from(id, 'ascii'));
      const headers = { Authorization: `Bearer ${this.readToken}` };
      return call('GET', `${this.address}/${id}`, headers, undefined, this.deadline);
    };
    return patiently('The hook', this.deadline, attempt, isPassingQuestion);
  }

  #refusal(answer) {
    const detail = detailOf(answer);
    const said = detail && ` It says: "${detail}"`;
    const facts = [401, 403].includes(answer.status) ? this.tokens.facts() : [];
    const what = whatToCheck(answer.status, this.wish);
    return new Stop(`${this.wish.origin} answers with status ${answer.status}: ${what}${said}`, facts);
  }
}

/** Why the status is final, and what to check. */
function whatToCheck(status, { digest }) {
  switch (status) {
    case 400:
      return 'the console does not understand the request. Is the action as old as the console?';
    case 401:
      return 'the console does not accept the token, and tells no caller why. Its page "Pipeline" tells you: compare'
        + ' what it trusts with the facts below, and the clock of the box with the time of the token.';
    case 403:
      return 'the token is genuine, but not from whom the console trusts. Compare what its page "Pipeline" says'
        + ' with the facts below.';
    case 404:
    case 405:
      return 'nothing that is asked for is there. Check the input "url"; a backend older than the hook does not have it.';
    case 409:
      return 'the console saw this request before and takes it for a replay. Start the workflow anew.';
    case 413:
      return 'the request is too large. Shorten the reason.';
    case 415:
      return 'the content type did not arrive as it was sent. Look at what stands between GitHub and the console.';
    case 422:
      return `the console does not deploy ${digest}. Was it pushed to the console's LOTSE_IMAGE_REPOSITORY?`;
    default:
      return status >= 300 && status < 400
        ? 'a redirect, which a token must not follow. Put the final address into the input "url".'
        : 'no hook does that. Look at the logs of the console and of what stands before it.';
  }
}

/** The answer as far as it is needed: every text clean, every list bounded. @throws Stop when it is no deployment */
function deploymentOf(json, id) {
  if (json?.id !== id || !/^[a-z_]{1,30}$/.test(json.state)) {
    throw new Stop('The console answered with something that is no deployment. Look at its log.');
  }
  return {
    id,
    state: json.state,
    digest: clean(json.release?.digest),
    version: clean(json.release?.version),
    revision: clean(json.release?.revision),
    failure: clean(json.failure),
    steps: listOf(json.steps).map(stepOf),
    exitCode: Number.isInteger(json.evidence?.exitCode) ? json.evidence.exitCode : undefined,
    lastLogLines: listOf(json.evidence?.lastLogLines).map((line) => clean(line)),
    healthAnswers: listOf(json.evidence?.healthAnswers).map((line) => clean(line)),
  };
}

function listOf(value) {
  return Array.isArray(value) ? value.slice(-MOST_LINES) : [];
}

/** Times in milliseconds; NaN for one that is not yet or not known. */
function stepOf(step) {
  return {
    name: clean(step?.name, 50),
    result: clean(step?.result, 300),
    startedAt: Date.parse(step?.startedAt),
    finishedAt: Date.parse(step?.finishedAt),
  };
}
