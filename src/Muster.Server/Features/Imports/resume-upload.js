// An upload form that sends in pieces and can be broken off: the same file chosen again goes on where it stopped.
//
//   <form data-uploads="/api/…/uploads" data-limit="BYTES" data-sending="…" data-continuing="…" data-waiting="…" data-failed="…" data-too-large="…">
//     <select name="dataset"> <input type="file" …> … <output></output>
//   </form>
import { Upload } from 'tus-js-client';

const pieceSize = 8 * 1024 * 1024;
const pauses = [0, 1000, 3000, 5000, 10000, 20000, 30000, 60000];

// A field named "dataset" hides the form's own property of that name, so that its data attributes are read by name.
const told = (form, name) => form.getAttribute(`data-${name}`);

for (const form of document.querySelectorAll('form[data-uploads]')) improve(form);

function improve(form) {
  const input = form.querySelector('input[type=file]');
  const said = form.querySelector('output');
  const isTooLarge = () => Array.from(input.files).some((file) => file.size > Number(told(form, 'limit')));

  input.addEventListener('change', () => {
    said.value = isTooLarge() ? told(form, 'too-large') : '';
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (isTooLarge()) {
      said.value = told(form, 'too-large');
      return;
    }
    await send(form, input.files[0], said);
  });
}

async function send(form, file, said) {
  const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0, ariaLabel: told(form, 'sending') });
  const buttons = form.querySelectorAll('button');
  const earlier = await unfinished(told(form, 'uploads'), file);
  const word = earlier ? told(form, 'continuing') : told(form, 'sending');
  for (const button of buttons) button.disabled = true;
  said.before(bar);
  said.value = word;

  const dataset = form.querySelector('[name=dataset]')?.value;
  const upload = new Upload(file, {
    endpoint: told(form, 'uploads'),
    uploadUrl: earlier?.url,
    chunkSize: pieceSize,
    retryDelays: pauses,
    // The server keeps the list of what is unfinished: it holds in another browser too.
    storeFingerprintForResuming: false,
    metadata: { filename: file.name, stamp: String(file.lastModified), ...(dataset ? { dataset } : {}) },
    onBeforeRequest: (request) => {
      // A browser lets no other site send JSON, and so the server takes it for ours.
      if (request.getMethod() === 'POST') request.setHeader('Content-Type', 'application/json');
    },
    onProgress: (sent, total) => {
      bar.value = sent / total;
      said.value = `${word} ${Math.floor((100 * sent) / total)} %`;
    },
    onShouldRetry: (failure) => {
      const status = failure.originalResponse?.getStatus() ?? 0;
      const isWorth = status === 0 || status >= 500 || status === 429 || status === 409;
      if (isWorth) said.value = told(form, 'waiting');
      return isWorth;
    },
    onSuccess: ({ lastResponse }) => location.assign(lastResponse.getHeader('Muster-Page') ?? form.action),
    onError: (failure) => {
      bar.remove();
      for (const button of buttons) button.disabled = false;
      said.value = refusalIn(failure.originalResponse?.getBody()) || told(form, 'failed');
    },
  });
  upload.start();
}

/** The unfinished upload of the same file: name, size and time of its last change are equal. */
async function unfinished(address, file) {
  try {
    const answer = await fetch(address, { headers: { Accept: 'application/json' } });
    const list = answer.ok ? await answer.json() : [];
    return list.find((upload) => upload.fileName === file.name && upload.sizeInBytes === file.size && upload.stamp === String(file.lastModified));
  } catch {
    return undefined;
  }
}

/** The sentences of a refusal. */
function refusalIn(body) {
  try {
    const { title, detail } = JSON.parse(body);
    return [title, detail].filter(Boolean).join(' ');
  } catch {
    return '';
  }
}
