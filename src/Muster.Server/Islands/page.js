// What every page loads: htmx for partial updates. Pages work without it.
// Nothing here makes code from text, so the content security policy needs no exception.
import htmx from 'htmx.org';

window.htmx = htmx;
