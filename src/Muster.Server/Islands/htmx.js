// htmx without anything that a strict content security policy forbids: no inline script, no code made from text.
import htmx from 'htmx.org';

window.htmx = htmx;
