// The map island: puts a map to move and zoom above a figure that is already complete without it.
//
//   <figure data-island="map" data-source="/…/areas.geojson" data-values="/…/values.json">
//     the server's SVG, its legend and the table of the same numbers
//   </figure>
//
// data-source  GeoJSON areas in WGS 84, each with a `code`, a `name` and, unless data-values is given, `fill` and `text`.
// data-values  JSON { code: { fill, text } }: the colour of the server's class breaks and the value as people read it.
// data-levels  JSON [{ label, source, values }]: administrative levels to switch between; the first is shown first.
// data-labels  JSON of the words used: { map, level, zoomIn, zoomOut, noData }; the server gives them in the reader's language.
// No tiles are fetched from anywhere; colours are the server's, so map and legend cannot disagree.
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import Zoom from 'ol/control/Zoom.js';
import { defaults as interactions } from 'ol/interaction/defaults.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import { Fill, Stroke, Style } from 'ol/style.js';
import 'ol/ol.css';
import './map-island.css';

const words = { map: 'Map', level: 'Level', zoomIn: 'Zoom in', zoomOut: 'Zoom out', noData: 'no data' };
const noData = '#d5d5d5';

for (const figure of document.querySelectorAll('figure[data-island="map"]')) {
  start(figure).catch((error) => console.error('The map could not be shown; the figure below it stands.', error));
}

async function start(figure) {
  const labels = { ...words, ...JSON.parse(figure.dataset.labels ?? '{}') };
  const levels = figure.dataset.levels
    ? JSON.parse(figure.dataset.levels)
    : [{ label: '', source: figure.dataset.source, values: figure.dataset.values }];

  const first = await load(levels[0]);
  const canvas = element('div', { className: 'map-canvas', tabIndex: 0, role: 'application', ariaLabel: labels.map });
  const said = element('output', { className: 'map-said' });
  const layer = new VectorLayer({ style: areaStyle });
  const map = new OlMap({
    target: canvas,
    layers: [layer],
    controls: [new Zoom({ zoomInTipLabel: labels.zoomIn, zoomOutTipLabel: labels.zoomOut })],
    interactions: interactions({ onFocusOnly: true, altShiftDragRotate: false, pinchRotate: false }),
    view: new View({ enableRotation: false, maxZoom: 14 }),
  });

  const box = element('div', { className: 'map-island' });
  if (levels.length > 1) box.append(levelSwitch(levels, labels, async (level) => show(map, layer, await load(level))));
  box.append(canvas, said);
  figure.prepend(box);
  figure.dataset.mapReady = '';
  map.updateSize();
  show(map, layer, first);
  map.on(['pointermove', 'click'], (event) => {
    if (event.dragging) return;
    const area = map.forEachFeatureAtPixel(event.pixel, (feature) => feature);
    said.value = area ? `${area.get('name')}: ${area.get('text') ?? labels.noData}` : '';
  });
}

/** Reads one level: its areas, each with the fill and text of its value. */
async function load({ source, values }) {
  const [areas, byCode] = await Promise.all([fetchJson(source), values ? fetchJson(values) : {}]);
  const features = new GeoJSON().readFeatures(areas, { featureProjection: 'EPSG:3857' });
  for (const feature of features) {
    const value = byCode[feature.get('code')];
    if (value) feature.setProperties(value);
  }
  return features;
}

async function fetchJson(url) {
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

function show(map, layer, features) {
  const source = new VectorSource({ features });
  layer.setSource(source);
  if (features.length > 0) map.getView().fit(source.getExtent(), { padding: [8, 8, 8, 8] });
}

function areaStyle(feature) {
  return new Style({
    fill: new Fill({ color: feature.get('fill') ?? noData }),
    stroke: new Stroke({ color: '#555', width: 0.6 }),
  });
}

function levelSwitch(levels, labels, choose) {
  const select = element('select');
  select.append(...levels.map((level, index) => element('option', { value: index, textContent: level.label })));
  select.addEventListener('change', () => choose(levels[select.value]));
  const label = element('label', { className: 'map-level', textContent: `${labels.level} ` });
  label.append(select);
  return label;
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
