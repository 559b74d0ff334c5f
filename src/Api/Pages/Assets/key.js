'use strict';

const form = document.getElementById('key-form');
const error = document.getElementById('key-error');
const retried = 'mediapipeline-retried';

// A link from another site comes without the cookie, which a reload of our own sends: once, so that nothing turns in circles.
async function retryWithCookie() {
  if (sessionStorage.getItem(retried)) {
    sessionStorage.removeItem(retried);
    return;
  }

  const session = await (await fetch('/api/v1/session')).json();
  if (session.scope) {
    sessionStorage.setItem(retried, '1');
    location.reload();
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  error.textContent = '';
  try {
    const response = await fetch('/api/v1/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ key: form.elements.key.value.trim() }),
    });
    if (response.ok) {
      location.reload();
      return;
    }

    error.textContent = (await response.json()).detail;
  } catch {
    error.textContent = 'The server does not answer.';
  }

  form.elements.key.focus();
});

retryWithCookie().catch(() => {});
