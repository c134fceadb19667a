// Copy buttons, times that stay current, and live parts that keep the reader's place. Every page also works without this file.
(() => {
  'use strict';

  const clockSkew = Number(document.documentElement.dataset.now) - Date.now();
  const byId = (id) => document.getElementById(id);

  // ---- times: the same words as When.java
  const coarse = (seconds) => {
    if (seconds < 60) return `${seconds} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
    return seconds < 172800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86400)} d`;
  };
  const ageOf = (instant) => Math.trunc((Date.now() + clockSkew - Date.parse(instant)) / 1000);
  const lasted = (instant) => coarse(Math.abs(ageOf(instant)));
  const relative = (instant) => {
    const age = ageOf(instant);
    if (age === 0) return 'just now';
    return age < 0 ? `in ${coarse(-age)}` : `${coarse(age)} ago`;
  };
  const tick = () => document.querySelectorAll('time.when').forEach((time) => {
    const text = time.classList.contains('lasted') ? lasted(time.dateTime) : relative(time.dateTime);
    if (time.textContent !== text) time.textContent = text;
  });
  setInterval(tick, 1000);

  // ---- saying things
  const announce = (text) => { byId('announce').textContent = text; };
  const notice = (text, href) => {
    const box = byId('notice');
    box.hidden = !text;
    box.textContent = text;
    if (text && href) {
      const link = document.createElement('a');
      link.href = href;
      link.textContent = 'Log in';
      box.append(' ', link);
    }
  };

  // ---- copy buttons
  const COPY = 'button.copy, button[data-from]';
  const showCopies = () => document.querySelectorAll(COPY).forEach((button) => { button.hidden = false; });
  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  };
  const textOf = async (button) => (button.dataset.from
    ? fetched(button.dataset.from)
    : button.dataset.copy ?? button.previousElementSibling.textContent);
  const copied = (button) => {
    button.classList.add('done');
    setTimeout(() => button.classList.remove('done'), 1500);
    announce('');
    setTimeout(() => announce(`Copied ${button.dataset.what ?? button.dataset.copy}`), 50);
  };
  document.addEventListener('click', async (event) => {
    const button = event.target.closest(COPY);
    if (!button) return;
    try {
      await navigator.clipboard.writeText(await textOf(button));
      copied(button);
    } catch {
      if (button.dataset.from) {
        location.assign(button.dataset.from);
        return;
      }
      const selection = getSelection();
      selection.selectAllChildren(button.previousElementSibling);
      announce('Selected. Copy it with your keyboard.');
    }
  });

  // ---- one press is one request
  document.addEventListener('submit', (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = 'yes';
  });
  addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach((form) => delete form.dataset.sent));

  showCopies();
  const live = () => byId('live');
  const stream = byId('stream');
  if (!live() || !stream) return;

  // ---- live parts: swapped only when something but the times has changed
  const TIMES = 'time.when';
  const essence = (part) => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll(TIMES).forEach((time) => time.replaceWith(document.createElement('time')));
    copy.querySelectorAll('input[name=key]').forEach((input) => input.remove());
    return copy.innerHTML.replaceAll(' hidden=""', '');
  };
  const initial = new DOMParser().parseFromString(live().outerHTML, 'text/html');
  let last = essence(initial.getElementById('live'));

  const keyOf = (element) => element.id
    || (element.dataset.copy && `copy:${element.dataset.copy}`)
    || (element.getAttribute('href') && `href:${element.getAttribute('href')}`)
    || (element.getAttribute('aria-labelledby') && `label:${element.getAttribute('aria-labelledby')}`);
  const focusables = () => [...live().querySelectorAll('a[href], button, [tabindex], summary')];
  const place = () => {
    const focused = live().contains(document.activeElement) ? document.activeElement : null;
    const key = focused && keyOf(focused);
    return {
      key,
      index: key ? focusables().filter((element) => keyOf(element) === key).indexOf(focused) : -1,
      open: [...live().querySelectorAll('details[open][id]')].map((details) => details.id),
      scrolled: [...live().querySelectorAll('[role=region]')]
        .map((region) => [keyOf(region), region.scrollLeft, region.scrollTop]),
      page: [scrollX, scrollY],
    };
  };
  const restore = (was) => {
    was.open.forEach((id) => byId(id)?.setAttribute('open', ''));
    const regions = [...live().querySelectorAll('[role=region]')];
    was.scrolled.forEach(([key, left, top]) => {
      regions.filter((region) => keyOf(region) === key).forEach((region) => region.scrollTo(left, top));
    });
    scrollTo(...was.page);
    if (was.key) {
      focusables().filter((element) => keyOf(element) === was.key)[was.index]?.focus({ preventScroll: true });
    }
  };
  const followLog = () => {
    const log = document.querySelector('[data-follow]');
    if (log) log.scrollTop = log.scrollHeight;
  };
  const atEnd = () => {
    const log = document.querySelector('[data-follow]');
    return !log || log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
  };

  let was = null;
  let following = true;
  document.body.addEventListener('htmx:beforeSwap', (event) => {
    if (event.detail.target.id !== 'live' || !event.detail.shouldSwap) return;
    const part = new DOMParser().parseFromString(event.detail.serverResponse, 'text/html').getElementById('live');
    if (!part) {
      event.detail.shouldSwap = false;
      return;
    }
    const next = essence(part);
    if (next === last) {
      const times = [...part.querySelectorAll(TIMES)];
      live().querySelectorAll(TIMES).forEach((time, i) => {
        time.dateTime = times[i].dateTime;
        time.title = times[i].title;
      });
      tick();
      event.detail.shouldSwap = false;
      return;
    }
    last = next;
    was = place();
    following = atEnd();
  });
  document.body.addEventListener('htmx:afterSwap', () => {
    if (!was) return;
    showCopies();
    restore(was);
    if (following) followLog();
    was = null;
    const verdict = byId('verdict')?.textContent;
    if (verdict && verdict !== said) announce(verdict);
    said = verdict;
  });
  let said = byId('verdict')?.textContent;
  followLog();

  // ---- the event stream: the extension keeps it open, this listens to it
  const known = new WeakSet();
  // the request belongs to the stream, which stays: what is queued by a part that is swapped out is lost
  const changed = () => window.htmx.trigger(stream, 'lotse:changed');
  setInterval(() => { if ('active' in live().dataset && !document.hidden) changed(); }, 1000);
  let source = null;
  document.body.addEventListener('htmx:sseOpen', (event) => {
    source = event.detail.source;
    if (!known.has(source)) {
      known.add(source);
      source.addEventListener('topology', changed);
      source.addEventListener('deployments', changed);
      source.addEventListener('calls', () => { if ('calls' in live().dataset) changed(); });
    }
    notice('');
    changed(); // whatever happened while nobody listened, also since the page was made
  });
  document.body.addEventListener('htmx:sseError', () => {
    if (!document.hidden && !leaving) notice('The connection to Lotse is lost. This page shows the last known state.');
  });
  document.body.addEventListener('htmx:responseError', (event) => {
    if (event.detail.xhr.status === 401) notice('You are logged out.', '/login');
  });

  // a browser opens six connections to a host at most: a page that nobody sees gives its one back
  let leaving = false;
  addEventListener('pagehide', () => { leaving = true; });
  addEventListener('beforeunload', () => { leaving = true; });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      source?.close();
    } else if (source && source.readyState === EventSource.CLOSED) {
      window.htmx.trigger(stream, 'htmx:afterProcessNode');
    }
  });
})();
