// The console's hook: POST /hooks/redeploy and GET /hooks/redeploy/{id}.

import { call, detailOf, isLost, isPassingQuestion, patiently } from './http.mjs';
import { clean, objectOf, Stop } from './text.mjs';

const MOST_LINES = 100; // of each list of a deployment

export class Hook {
  /** @param idempotencyKey the same for each try */
  constructor(wish, tokens, deadline, idempotencyKey) {
    this.wish = wish;
    this.tokens = tokens;
    this.deadline = deadline;
    this.idempotencyKey = idempotencyKey;
    this.address = `${wish.origin}/hooks/redeploy`;
    this.maybeTaken = false;
  }

  /** Requests the deployment. @returns its id @throws Stop when it is refused, TimeUp */
  async post() {
    const answer = await patiently('The hook', this.deadline, () => this.#tryPost());
    if (answer.status !== 202) {
      throw this.#refusal(answer);
    }
    const id = objectOf(answer.text)?.id;
    if (typeof id !== 'string' || !/^[0-9A-Za-z._-]{1,64}$/.test(id)) {
      throw new Stop(`${this.address} is no hook of Lotse: its answer (202) has no id. Check the input "url".`);
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

  /** Reads the deployment. It uses a token until it is refused. @throws Stop when the answer is final and wrong, TimeUp */
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
    const said = detail && ` Its answer: "${detail}"`;
    const facts = [401, 403].includes(answer.status) ? this.tokens.facts() : [];
    const what = whatToCheck(answer.status, this.wish);
    return new Stop(`${this.wish.origin} returns ${answer.status}: ${what}${said}`, facts);
  }
}

/** The meaning of a final status, and what to check. */
function whatToCheck(status, { digest }) {
  switch (status) {
    case 400:
      return 'the console does not understand the request. Use the action and the console of one version.';
    case 401:
      return 'the console does not accept the token. Its page "Pipeline" shows the reason. Compare what it trusts with'
        + ' the claims below, and the clock of the box with the time of the token.';
    case 403:
      return 'the token is genuine, but the console does not trust its caller. Compare its page "Pipeline" with the'
        + ' claims below.';
    case 404:
    case 405:
      return 'there is no hook. Check the input "url". If the image that serves does not pass the hook on, set LOTSE_EDGE_HOOK on the box.';
    case 409:
      return 'the console saw this request before: it is a replay. Start a new run of the workflow.';
    case 413:
      return 'the request is too large. Shorten the reason.';
    case 415:
      return 'a proxy changed the content type. Check the proxies between GitHub and the console.';
    case 422:
      return `the console cannot deploy ${digest}. Push it to the console's LOTSE_IMAGE_REPOSITORY first.`;
    default:
      return status >= 300 && status < 400
        ? 'a redirect, which the action does not follow with a token. Set the input "url" to the final address.'
        : 'no hook returns that. Check the logs of the console, the edge and the load balancer.';
  }
}

/** The parts of the answer that are needed: every text clean, every list bounded. @throws Stop when it is no deployment */
function deploymentOf(json, id) {
  if (json?.id !== id || !/^[a-z_]{1,30}$/.test(json.state)) {
    throw new Stop('The answer of the console is no deployment. Check its log.');
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

/** Times in milliseconds; NaN for an unknown one. */
function stepOf(step) {
  return {
    name: clean(step?.name, 50),
    result: clean(step?.result, 300),
    startedAt: Date.parse(step?.startedAt),
    finishedAt: Date.parse(step?.finishedAt),
  };
}
