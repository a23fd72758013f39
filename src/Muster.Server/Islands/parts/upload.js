// An upload form tells how much has been sent, and that a file is too large before it is sent.
//
//   <form enctype="multipart/form-data" data-island="upload" data-limit="BYTES" data-too-large="…" data-sending="…" data-failed="…">
//     <input type="file" …> … <output></output>
//   </form>

export function improveUpload(form) {
  const input = form.querySelector('input[type=file]');
  const said = form.querySelector('output');
  const limit = Number(form.dataset.limit);

  const isTooLarge = () => Array.from(input.files).some((file) => file.size > limit);
  input.addEventListener('change', () => {
    said.value = isTooLarge() ? form.dataset.tooLarge : '';
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isTooLarge()) {
      said.value = form.dataset.tooLarge;
      return;
    }
    send(form, said);
  });
}

function send(form, said) {
  const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0, ariaLabel: form.dataset.sending });
  const buttons = form.querySelectorAll('button');
  const body = new FormData(form);
  const request = new XMLHttpRequest();

  const rest = () => {
    bar.remove();
    for (const button of buttons) button.disabled = false;
  };
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = loaded / total;
    said.value = `${form.dataset.sending} ${Math.floor((100 * loaded) / total)} %`;
  });
  request.addEventListener('load', () => {
    if (request.status < 400) {
      location.assign(request.responseURL);
      return;
    }
    rest();
    said.value = refusalIn(request.responseText) || form.dataset.failed;
  });
  request.addEventListener('error', () => {
    rest();
    said.value = form.dataset.failed;
  });

  for (const button of buttons) button.disabled = true;
  said.before(bar);
  request.open('POST', form.action);
  request.setRequestHeader('Accept', 'text/html');
  request.send(body);
}

/** What the server's refusal page says: its heading and the sentence below it. */
function refusalIn(html) {
  const main = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
  return Array.from(main?.querySelectorAll('h1, h1 + p') ?? [], (part) => part.textContent.trim()).filter(Boolean).join(' ');
}
