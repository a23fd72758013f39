// The map island: a map to move and zoom in place of a figure that is complete without it.
//
//   <figure data-island="map" data-levels="…" data-labels="…"> the server's SVG with its legend </figure>
//
// data-levels  JSON [{ label, source, values }]: administrative levels, the shown one first.
//   source     GeoJSON areas in WGS 84, each with a `code` and a `name`.
//   values     JSON { legend: [{ fill, label, count }], areas: { code: { fill, text } } }; a fill of null is "no data".
// data-labels  JSON of the words used, in the reader's language.
// The map itself (map-view.js) and its data are not loaded until the reader asks for it; no tiles ever. Colours and legend are the server's, so they cannot
// disagree with the drawing. Where anything fails, the drawing stands as it was.
import 'ol/ol.css';
import './map-island.css';

// Its own file in the same folder, and not part of this bundle.
const view = new URL('map-view.js', import.meta.url);

for (const figure of document.querySelectorAll('figure[data-island="map"]')) offer(figure);

/** Puts a button before the figure; the first press makes the map, each changes between map and drawing. */
function offer(figure) {
  const labels = JSON.parse(figure.dataset.labels);
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'map-switch', textContent: labels.open });
  let map;
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      map ??= await (await import(view)).make(figure, labels);
      const isOpen = figure.classList.toggle('map-open');
      button.textContent = isOpen ? labels.close : labels.open;
      button.setAttribute('aria-pressed', isOpen);
      map.open();
    } catch (error) {
      console.warn('The map could not be shown; the drawing stands.', error);
      figure.classList.remove('map-open');
      button.remove();
    }
    button.disabled = false;
  });
  figure.before(button);
}
