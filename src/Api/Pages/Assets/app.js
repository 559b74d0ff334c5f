'use strict';

// Everything that comes from the server is set as text, never as HTML: a file may be called anything.

const $ = (id) => document.getElementById(id);
const api = '/api/v1';
const picturesPerPage = 60;

function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// Names an element, so that it is found again when its list is filled anew.
function keyed(key, element) {
  element.dataset.key = key;
  return element;
}

function say(text, bad = false) {
  $('message').textContent = text;
  $('message').classList.toggle('bad', bad);
}

async function call(path, options = {}) {
  const { body, ...rest } = options;
  const response = await fetch(api + path, body === undefined ? rest : { ...rest, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (response.status === 401) {
    location.reload();
  }

  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok) {
    throw new Error(answer.detail ?? response.statusText);
  }

  return answer;
}

// What a button does: it is off while the server works on it, and says what came of it.
function action(label, run, done) {
  const button = el('button', { type: 'button', textContent: label });
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await run();
      say(done ?? '');
    } catch (error) {
      say(error.message, true);
    } finally {
      button.disabled = false;
    }
  });
  return button;
}

const number = (value) => new Intl.NumberFormat().format(value);
const time = (value) => (value ? new Date(value).toLocaleString() : 'never');
const words = (name) => name.replace(/([A-Z])/g, (letter) => ' ' + letter.toLowerCase());

function bytes(value) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit++) {
    value /= 1000;
  }

  return `${value.toFixed(unit && value < 100 ? 1 : 0)} ${units[unit]}`;
}

const tones = {
  completed: 'good', live: 'good', active: 'good',
  running: 'busy', queued: 'busy', pending: 'busy',
  waiting: 'warn', paused: 'warn', completedWithErrors: 'warn', skipped: 'warn', missing: 'warn', deleting: 'warn',
  failed: 'bad', quarantined: 'bad',
};

function badge(state, text = words(state)) {
  return el('span', { className: `badge is-${tones[state] ?? ''}`, textContent: text });
}

function pager(nav, page, load) {
  const pages = Math.max(1, Math.ceil(page.total / page.pageSize));
  const turn = (label, to) => {
    const button = el('button', { type: 'button', textContent: label, disabled: to < 1 || to > pages });
    button.addEventListener('click', () => load(to));
    return button;
  };
  nav.replaceChildren(...(pages < 2 ? [] : [turn('Previous', page.page - 1), el('span', { textContent: `${number(page.page)} of ${number(pages)}` }), turn('Next', page.page + 1)]));
}

// Puts new elements in the place of old ones, and leaves the keyboard where it was.
function fill(list, elements) {
  const held = list.contains(document.activeElement) ? document.activeElement : null;
  const key = held?.closest('[data-key]')?.dataset.key;
  const label = held?.textContent;
  list.replaceChildren(...elements);
  if (key) {
    const card = elements.find((element) => element.dataset.key === key);
    [...(card?.querySelectorAll('button, a') ?? [])].find((control) => control.textContent === label)?.focus();
  }
}

// Runs at once, and then at most once in the given time however often it is asked for.
function seldom(run, milliseconds) {
  let timer = null;
  let again = false;
  const go = () => {
    if (timer) {
      again = true;
      return;
    }

    timer = setTimeout(() => {
      timer = null;
      if (again) {
        again = false;
        go();
      }
    }, milliseconds);
    run().catch((error) => say(error.message, true));
  };
  return go;
}

// ---- Jobs

const jobs = new Map();
let jobsPage = 1;

const commands = [
  ['pause', 'Pause', ['queued', 'running', 'waiting']],
  ['resume', 'Resume', ['paused']],
  ['retry', 'Retry what failed', ['completedWithErrors', 'failed']],
  ['cancel', 'Cancel', ['queued', 'running', 'waiting', 'paused']],
];

function jobTitle(job) {
  return `${words(job.type).replace(/^./, (letter) => letter.toUpperCase())}${job.source ? `: ${job.source}` : ''}`;
}

function figures(job) {
  const progress = job.progress;
  const done = progress.byStage.live ?? 0;
  const parts = [progress.total === null ? `${number(done)} live so far` : `${number(done)} of ${number(progress.total)} live`];
  for (const name of ['unchanged', 'skipped', 'missing', 'failed']) {
    if (progress[name]) {
      parts.push(`${number(progress[name])} ${name}`);
    }
  }

  if (job.state === 'running' && progress.itemsPerSecond) {
    parts.push(`${number(Math.round(progress.itemsPerSecond * 10) / 10)} a second`);
  }

  return parts.join(' · ');
}

// A card is made once and then changed in place: it may be told of twice a second while somebody presses its buttons.
function jobCard(job) {
  const card = { title: el('h3'), state: el('span'), bar: el('progress', { max: 100 }), figures: el('p', { className: 'quiet' }), why: el('p'), actions: el('div', { className: 'actions' }), errors: el('details') };
  card.choices = el('div', { className: 'actions' });
  card.commands = commands.map(([name, label, states]) => {
    const button = action(label, async () => show(await call(`/jobs/${job.id}/${name}`, { method: 'POST' })));
    return { button, states };
  });
  card.actions.append(...card.commands.map((command) => command.button));
  card.errors.append(el('summary', { textContent: 'What failed' }), el('ul'));
  card.errors.addEventListener('toggle', () => card.errors.open && showErrors(job.id, card).catch((error) => say(error.message, true)));
  card.element = el('li', { className: 'card' }, el('div', { className: 'row' }, card.title, card.state), card.bar, card.figures, card.why, card.choices, card.actions, card.errors);
  return card;
}

async function showErrors(id, card) {
  const job = await call(`/jobs/${id}`);
  card.errors.lastChild.replaceChildren(...job.errors.map((error) => el('li', { textContent: `${error.name}: ${error.message} (${error.code})` })));
}

function show(job) {
  let entry = jobs.get(job.id);
  if (!entry) {
    entry = { card: jobCard(job) };
    jobs.set(job.id, entry);
    $('jobs').append(entry.card.element);
  }

  const { card } = entry;
  entry.job = job;
  card.title.textContent = jobTitle(job);
  card.state.replaceWith(card.state = badge(job.state, words(job.state) + (job.stale ? ', no progress' : '')));
  if (job.progress.percent === null) {
    card.bar.removeAttribute('value');
  } else {
    card.bar.value = job.progress.percent;
  }

  card.bar.hidden = ['completed', 'cancelled'].includes(job.state) || (job.progress.percent === null && !['queued', 'running'].includes(job.state));
  card.bar.setAttribute('aria-label', `Progress of ${jobTitle(job)}`);
  card.figures.textContent = `${figures(job)} · since ${time(job.startedAt ?? job.createdAt)}`;
  card.why.textContent = job.question?.message ?? job.waitingFor?.message ?? job.failure?.message ?? (job.warnings ?? []).join(' ');
  card.why.className = job.failure ? 'is-bad' : 'is-warn';
  card.why.hidden = !card.why.textContent;
  card.errors.hidden = !job.progress.failed;
  for (const { button, states } of card.commands) {
    button.hidden = !states.includes(job.state);
  }

  showChoices(card, job);
}

function showChoices(card, job) {
  const choices = job.question?.choices ?? [];
  const key = JSON.stringify(choices);
  if (card.choices.dataset.key !== key) {
    card.choices.dataset.key = key;
    card.choices.replaceChildren(...choices.map((choice) => action(words(choice), async () => show(await call(`/jobs/${job.id}/answer`, { method: 'POST', body: { choice } })))));
  }
}

async function loadJobs(page = jobsPage) {
  jobsPage = page;
  const list = await call(`/jobs?page=${page}&pageSize=10`);
  const ids = new Set(list.items.map((job) => job.id));
  for (const [id, { card }] of jobs) {
    if (!ids.has(id)) {
      card.element.remove();
      jobs.delete(id);
    }
  }

  list.items.forEach(show);
  const wanted = list.items.map((job) => jobs.get(job.id).card.element);
  if (wanted.some((element, index) => $('jobs').children[index] !== element)) {
    $('jobs').append(...wanted);
  }

  $('jobs-empty').hidden = list.total > 0;
  pager($('jobs-pager'), list, loadJobs);
}

// ---- Collections

let collectionsPage = 1;

function collectionCard(collection) {
  const counts = Object.entries(collection.byState).filter(([, count]) => count > 0);
  return keyed(collection.id, el('li', { className: 'card' },
    el('div', { className: 'row' }, el('h3', { textContent: collection.name }), ...(collection.state === 'active' ? [] : [badge(collection.state)])),
    el('p', { className: 'path', textContent: collection.path }),
    el('p', { className: 'row' }, ...(counts.length ? counts.map(([state, count]) => badge(state, `${number(count)} ${state}`)) : [el('span', { className: 'quiet', textContent: 'empty' })])),
    el('p', { className: 'quiet', textContent: `${bytes(collection.bytes)}, and ${bytes(collection.renditionBytes)} made from it · scanned ${time(collection.lastScannedAt)}` }),
    el('div', { className: 'actions' },
      el('a', { className: 'button', href: `#${collection.id}`, textContent: 'Pictures' }),
      action('Scan again', () => call(`/collections/${collection.id}/scan`, { method: 'POST' }), 'The scan has been started.'),
      action('Remove', () => remove(collection)))));
}

async function remove(collection) {
  if (confirm(`Remove "${collection.name}" from the library? What was made from it is deleted; the originals in ${collection.path} are not touched.`)) {
    await call(`/collections/${collection.id}`, { method: 'DELETE' });
    await loadCollections();
  }
}

async function loadCollections(page = collectionsPage) {
  collectionsPage = page;
  const list = await call(`/collections?page=${page}&pageSize=20`);
  fill($('collections'), list.items.map(collectionCard));
  $('collections-empty').hidden = list.total > 0;
  pager($('collections-pager'), list, loadCollections);
}

$('add').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  $('add-error').textContent = '';
  try {
    const added = await call('/collections', { method: 'POST', body: { path: form.elements.path.value.trim(), name: form.elements.name.value.trim() || null } });
    say(`"${added.name}" is in the library.`);
    form.reset();
    await loadCollections();
  } catch (error) {
    $('add-error').textContent = error.message;
    form.elements.path.focus();
  }
});

// ---- Dead letters

let deadPage = 1;

function deadCard(item) {
  const error = item.lastError;
  return keyed(item.id, el('li', { className: 'card' },
    el('div', { className: 'row' }, el('h3', { textContent: item.name }), badge(item.state)),
    el('p', { textContent: error ? `${error.message} (${error.code})` : 'Nothing is known of why.' }),
    el('p', { className: 'quiet', textContent: `${error ? `in stage ${error.stage}, ` : ''}tries: ${item.tries} · ${time(error?.at ?? item.enteredAt)}` }),
    el('div', { className: 'actions' },
      action('Retry', () => settle(item, '/requeue', 'POST'), 'It is being tried again.'),
      action('Skip', () => settle(item, '', 'DELETE'), 'It is skipped.'))));
}

async function settle(item, path, method) {
  await call(`/dead-letters/${item.id}${path}`, { method });
  await loadDead();
}

async function loadDead(page = deadPage) {
  deadPage = page;
  const list = await call(`/dead-letters?page=${page}&pageSize=20`);
  fill($('dead'), list.items.map(deadCard));
  $('dead-empty').hidden = list.total > 0;
  $('dead-count').hidden = list.total === 0;
  $('dead-count').textContent = number(list.total);
  pager($('dead-pager'), list, loadDead);
}

// ---- Pictures of one collection

let gallery = null;

function pictureTile(image, index) {
  const live = image.thumbnail !== null;
  const frame = el(live ? 'button' : 'div', { className: 'frame' });
  if (live) {
    frame.type = 'button';
    frame.append(el('img', { src: image.thumbnail.url, alt: image.name, loading: 'lazy', decoding: 'async', width: image.thumbnail.width, height: image.thumbnail.height }));
    frame.addEventListener('click', () => view(index));
    if (/^#[0-9a-f]{6}$/i.test(image.dominantColour ?? '')) {
      frame.style.backgroundColor = image.dominantColour;
    }
  }

  if (!live) {
    const why = image.lastError?.message ?? image.waitingFor?.message ?? image.skippedReason ?? `last stage: ${image.stage}`;
    frame.append(el('p', { className: 'why' }, badge(image.state), el('br'), why));
  }

  const name = image.state === 'live' ? image.name : `${image.state}: ${image.name}`;
  const title = [image.entry ?? image.path, ...(image.warnings ?? []).map((warning) => warning.message)].join('\n');
  return keyed(image.id, el('li', { className: 'picture' }, frame, el('p', { className: 'name', title, textContent: name })));
}

async function loadPictures(page = gallery.page) {
  const shown = gallery;
  shown.page = page;
  const state = shown.state ? `&state=${shown.state}` : '';
  const list = await call(`/collections/${shown.id}/images?page=${page}&pageSize=${picturesPerPage}${state}`);
  if (gallery !== shown || shown.page !== page) {
    return;
  }

  shown.images = list.items;
  const text = JSON.stringify(list.items);
  if (shown.text !== text) {
    shown.text = text;
    fill($('pictures'), list.items.map(pictureTile));
  }

  $('gallery-total').textContent = `${number(list.total)} pictures`;
  pager($('pictures-pager'), list, (to) => loadPictures(to).then(() => $('gallery-title').focus()));
}

async function route() {
  const id = location.hash.slice(1);
  const isGallery = id.startsWith('col_');
  $('overview').hidden = isGallery;
  $('gallery').hidden = !isGallery;
  $('viewer').close();
  gallery = null;
  if (!isGallery) {
    await refresh();
    return;
  }

  gallery = { id, page: 1, state: '', images: [] };
  $('gallery-state').value = '';
  $('pictures').replaceChildren();
  try {
    const collection = await call(`/collections/${encodeURIComponent(id)}`);
    $('gallery-title').textContent = collection.name;
    $('gallery-path').textContent = collection.path;
    $('gallery-title').focus();
    await loadPictures();
  } catch (error) {
    say(error.message, true);
  }
}

$('gallery-state').addEventListener('change', (event) => {
  gallery.state = event.target.value;
  loadPictures(1).catch((error) => say(error.message, true));
});

// ---- The viewer

function view(index) {
  const image = gallery.images[index];
  if (!image?.cache) {
    return;
  }

  gallery.at = index;
  $('viewer-image').src = image.cache.url;
  $('viewer-image').alt = image.name;
  $('viewer-name').textContent = `${image.name} · ${image.width} × ${image.height} · ${bytes(image.bytes)}`;
  $('viewer-original').href = `${api}/images/${image.id}/original`;
  $('viewer-original').hidden = image.entry !== null;
  $('viewer-previous').disabled = neighbour(-1) === -1;
  $('viewer-next').disabled = neighbour(1) === -1;
  if (!$('viewer').open) {
    $('viewer').showModal();
  }
}

// The next picture in that direction that has a viewing rendition; -1 when there is none on this page.
function neighbour(step) {
  for (let index = gallery.at + step; index >= 0 && index < gallery.images.length; index += step) {
    if (gallery.images[index].cache) {
      return index;
    }
  }

  return -1;
}

$('viewer-close').addEventListener('click', () => $('viewer').close());
$('viewer-previous').addEventListener('click', () => view(neighbour(-1)));
$('viewer-next').addEventListener('click', () => view(neighbour(1)));
$('viewer').addEventListener('close', () => $('viewer-image').removeAttribute('src'));
$('viewer').addEventListener('keydown', (event) => {
  if (event.key === 'ArrowLeft') {
    view(neighbour(-1));
  } else if (event.key === 'ArrowRight') {
    view(neighbour(1));
  }
});

// ---- What happens

const soonJobs = seldom(() => loadJobs(), 2000);
const soonCollections = seldom(() => loadCollections(), 2000);
const soonDead = seldom(() => loadDead(), 2000);
const soonPictures = seldom(async () => gallery && loadPictures(), 2000);

async function refresh() {
  await Promise.all([loadJobs(), loadCollections(), loadDead()]);
}

function happened(event) {
  const job = JSON.parse(event.data);
  if (jobs.has(job.id)) {
    show(job);
  } else {
    soonJobs();
  }

  soonCollections();
  if (gallery && (!job.collectionId || job.collectionId === gallery.id)) {
    soonPictures();
  }
}

function listen() {
  const source = new EventSource(`${api}/events`);
  const state = (name, text) => {
    $('connection').textContent = text;
    $('connection').className = `badge is-${name}`;
  };
  let before = false;
  source.onopen = () => {
    state('good', 'live');
    if (before) {
      refresh().catch((error) => say(error.message, true));
    }

    before = true;
  };
  source.onerror = () => {
    state('bad', 'not connected');
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(listen, 5000);
    }
  };
  for (const name of ['created', 'started', 'progress', 'waiting', 'completed', 'failed', 'alert']) {
    source.addEventListener(`job.${name}`, happened);
  }

  source.addEventListener('job.completed', soonDead);
  source.addEventListener('item.failed', soonDead);
  source.addEventListener('reset', () => refresh().catch((error) => say(error.message, true)));
}

$('sign-out').addEventListener('click', async () => {
  await call('/session', { method: 'DELETE' });
  location.reload();
});

async function start() {
  const session = await call('/session');
  $('sign-out').hidden = !(session.keyRequired && session.scope);
  await route();
}

addEventListener('hashchange', () => route().catch((error) => say(error.message, true)));
listen();
start().catch((error) => say(error.message, true));
