// What every page loads: htmx for partial updates, and what improves forms. Pages work without it.
// Nothing here makes code from text, so the content security policy needs no exception.
import htmx from 'htmx.org';
import { improveUpload } from './parts/upload.js';

window.htmx = htmx;

for (const form of document.querySelectorAll('form[data-island="upload"]')) improveUpload(form);
