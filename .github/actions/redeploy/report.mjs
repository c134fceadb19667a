// The job's log with its commands, the outputs and the summary (docs.github.com, "Workflow commands").

import { appendFileSync } from 'node:fs';
import { seconds } from './text.mjs';

/** Prints a line of ours. */
export function say(line) {
  console.log(line);
}

/** Prints lines of other programs, folded. */
export function sayGroup(title, lines) {
  if (lines.length > 0) {
    say(`::group::${title}`);
    lines.forEach((line) => say(`  | ${line}`));
    say('::endgroup::');
  }
}

export function annotateError(message) {
  const data = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  say(`::error title=Redeploy::${data}`);
}

export function setOutput(name, value) {
  appendTo(process.env.GITHUB_OUTPUT, `${name}=${value}\n`);
}

function appendTo(file, text) {
  if (file) {
    appendFileSync(file, text);
  }
}

/** Prints what is new since the last time. @param shown step -> whether its end was printed; filled here */
export function showSteps({ state, steps }, shown) {
  if (steps.length === 0 && !shown.has(state)) {
    shown.set(state, true);
    say(`State ${state}`);
  }
  steps.forEach((step, i) => {
    if (!shown.has(i)) {
      shown.set(i, false);
      say(`Step ${step.name}, since ${timeOf(step)}`);
    }
    if (!shown.get(i) && isOver(step)) {
      shown.set(i, true);
      say(`Step ${step.name}: ${resultOf(step)}, after ${durationOf(step)}`);
    }
  });
}

/** @param facts pairs of name and value, about the token */
export function writeSummary(title, message, { wish, id, deployment }, facts = []) {
  const { version, revision, state, steps = [], exitCode, lastLogLines = [], healthAnswers = [] } = deployment ?? {};
  const what = { image: wish?.digest, version, revision: revision || wish?.revision, deployment: id, state };
  const rows = steps.map((step) => [step.name, resultOf(step), timeOf(step), durationOf(step)]);
  appendTo(process.env.GITHUB_STEP_SUMMARY, [
    `## ${title}\n\n${escaped(message)}\n`,
    table(['', ''], Object.entries(what).filter(([, value]) => value)),
    table(['step', 'result', 'since', 'took'], rows),
    table(['claim of the token', ''], facts),
    fence(`Last log lines of the candidate${exitCode === undefined ? '' : ` (exit code ${exitCode})`}`, lastLogLines),
    fence('Answers to the health check', healthAnswers),
  ].join(''));
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |\n`;
  const body = rows.map((row) => line(row.map(escaped))).join('');
  return rows.length === 0 ? '' : `\n${line(head)}${line(head.map(() => '---'))}${body}`;
}

/** Text in which Markdown sees no markup. */
function escaped(text) {
  return text.replace(/[\\`*_[\]<>|~&!@$#:]/g, '\\$&');
}

/** A block of code that no line of it can end. */
function fence(title, lines) {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length);
  const mark = '`'.repeat(Math.max(2, ...runs) + 1);
  return lines.length === 0 ? '' : `\n**${title}**\n\n${mark}text\n${lines.join('\n')}\n${mark}\n`;
}

/** A console that stopped in the middle of a step leaves a result without an end. */
function isOver(step) {
  return Number.isFinite(step.finishedAt) || step.result !== '';
}

function resultOf(step) {
  return step.result || (isOver(step) ? 'done' : 'in progress');
}

function timeOf(step) {
  return Number.isFinite(step.startedAt) ? `${new Date(step.startedAt).toISOString().slice(11, 19)} UTC` : '?';
}

function durationOf(step) {
  const millis = step.finishedAt - step.startedAt;
  return Number.isFinite(millis) ? seconds(millis) : '?';
}
