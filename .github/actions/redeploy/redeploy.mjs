// Asks a Lotse console to deploy an image by its digest, follows the deployment and reports its outcome. Needs Node 20 or later.
//
//   1. It asks GitHub for a token whose audience contains the SHA-256 of the request, so that it fits no other request.
//   2. It posts the request to /hooks/redeploy. Each try has a new token, and all have the same Idempotency-Key, so a try
//      whose answer was lost starts nothing twice.
//   3. It reads /hooks/redeploy/{id} until the deployment is over, and prints its steps.
//   4. It exits 0 only when the requested release serves.
//
// Texts in the console's answers can come from a hostile program (a candidate's log lines). `clean` in text.mjs makes them
// harmless where they come in, and no printed line begins with them.

import { randomUUID } from 'node:crypto';
import { GitHubTokens } from './github.mjs';
import { Hook } from './hook.mjs';
import { Deadline, TimeUp } from './http.mjs';
import { annotateError, say, sayGroup, setOutput, showSteps, writeSummary } from './report.mjs';
import { clean, sha256, Stop } from './text.mjs';
import { readWish } from './wish.mjs';

const FINAL_STATES = new Set(['succeeded', 'failed', 'rolled_back', 'cancelled']);
const FIRST_POLL = 300; // ms
const LONGEST_POLL = 2_500; // the hook takes 60 questions a minute

/** What is known so far, and is reported however it ends: wish, hook, id, deployment. */
const seen = {};

async function redeploy(env) {
  const wish = (seen.wish = readWish(env));
  const deadline = new Deadline(wish.minutes);
  const tokens = new GitHubTokens(env, wish.domain, deadline);
  const hook = (seen.hook = new Hook(wish, tokens, deadline, idempotencyKey(env, wish)));
  say(`Asking ${hook.address} for ${wish.digest}.`);
  seen.id = await hook.post();
  setOutput('id', seen.id);
  say(`Deployment ${seen.id}:`);
  await follow(hook, deadline);
  reportOutcome(wish, seen.deployment);
}

/** The same for every try of this run, another one for a new run. */
function idempotencyKey(env, wish) {
  return `${env.GITHUB_RUN_ID || randomUUID()}-${env.GITHUB_RUN_ATTEMPT || 1}-${sha256(wish.body).slice(0, 12)}`;
}

async function follow(hook, deadline) {
  const shown = new Map();
  for (let poll = FIRST_POLL; ; poll = Math.min(1.3 * poll, LONGEST_POLL)) {
    seen.deployment = await hook.read(seen.id);
    showSteps(seen.deployment, shown);
    if (FINAL_STATES.has(seen.deployment.state)) {
      return;
    }
    await deadline.wait(poll);
  }
}

/** Reports the outcome of a deployment that is over. */
function reportOutcome(wish, { id, state, digest, failure }) {
  const why = failure && ` ${failure}`;
  if (state === 'failed') {
    fail('Not deployed', `Deployment ${id} failed before it got traffic. The previous release still serves.${why}`);
  } else if (state === 'rolled_back') {
    fail('Rolled back', `Deployment ${id} got traffic and was rolled back. The previous release serves again.${why}`);
  } else if (state === 'cancelled') {
    fail('Cancelled', `Deployment ${id} was cancelled, or a newer one replaced it. Nothing changed.${why}`);
  } else if (digest !== wish.digest) {
    fail('Another release', `Deployment ${id} succeeded with ${digest || 'no digest'} instead of ${wish.digest}.`);
  } else {
    succeed(`${digest} serves ${wish.domain}.`);
  }
}

function succeed(message) {
  say(message);
  writeSummary('Deployed', message, seen);
}

function fail(title, message, facts = []) {
  sayGroup('Last log lines of the candidate', seen.deployment?.lastLogLines ?? []);
  sayGroup('Answers to the health check', seen.deployment?.healthAnswers ?? []);
  sayGroup('Claims of the token', facts.map(([name, value]) => `${name}: ${value}`));
  annotateError(message);
  writeSummary(title, message, seen, facts);
  process.exitCode = 1;
}

function failBefore(error) {
  if (error instanceof TimeUp) {
    const limit = `The input "timeout-minutes" is ${seen.wish.minutes}`;
    fail('Time is up', `The deployment did not end in time. ${limit}.${error.message}${aftermath()}`);
  } else if (error instanceof Stop) {
    fail(seen.id ? 'Outcome unknown' : 'Not deployed', error.message + aftermath(), error.facts);
  } else {
    fail('Error in the action', `The action failed unexpectedly: ${clean(error.stack)}.${aftermath()}`);
  }
}

/** A sentence about a deployment that can go on without us. */
function aftermath() {
  if (seen.id) {
    const state = seen.deployment ? ` (last seen: ${seen.deployment.state})` : '';
    return ` Deployment ${seen.id}${state} can still be in progress. See "Deployments" in the console.`;
  }
  return seen.hook?.maybeTaken
    ? ' The console may have accepted the request. See "Deployments" in the console.'
    : '';
}

try {
  await redeploy(process.env);
} catch (error) {
  failBefore(error);
}
if (seen.deployment) {
  setOutput('state', seen.deployment.state);
}
