// The map that the map island puts in place of a drawing: loaded when a reader first asks for it (map.js says what the figure carries).
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import Zoom from 'ol/control/Zoom.js';
import ZoomToExtent from 'ol/control/ZoomToExtent.js';
import { getCenter } from 'ol/extent.js';
import { defaults as interactions } from 'ol/interaction/defaults.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import { Fill, Stroke, Style } from 'ol/style.js';

const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const stroke = new Stroke({ color: '#6b7982', width: 0.8 });
const chosenStroke = new Stroke({ color: '#000', width: 3 });
const stripes = new Fill({ color: stripedPattern() });

/** Makes the map of a figure, hidden until it is opened. */
export async function make(figure, labels) {
  const levels = JSON.parse(figure.dataset.levels);
  const first = await load(levels[0]);
  const canvas = element('div', { className: 'map-canvas', tabIndex: 0, role: 'application', ariaLabel: `${labels.map}. ${labels.keys}` });
  const said = element('output', { className: 'map-said', value: labels.keys });
  const legend = element('div', { className: 'map-legend' });
  const box = element('div', { className: 'map-island' });
  const layer = new VectorLayer({ style: (feature) => areaStyle(feature, feature === chosen) });
  const map = new OlMap({
    target: canvas,
    layers: [layer],
    controls: [new Zoom({ zoomInTipLabel: labels.zoomIn, zoomOutTipLabel: labels.zoomOut })],
    interactions: interactions({ onFocusOnly: true, altShiftDragRotate: false, pinchRotate: false, keyboard: false }),
    view: new View({ enableRotation: false, maxZoom: 14 }),
  });
  let chosen, whole;

  const choose = (area) => {
    chosen = area;
    layer.changed();
    said.value = area ? `${area.get('name')}: ${area.get('text') ?? labels.noData}` : '';
  };
  const show = ({ features, values }) => {
    chosen = undefined;
    const source = new VectorSource({ features });
    layer.setSource(source);
    drawLegend(legend, values.legend, labels);
    if (features.length === 0) return;
    if (whole) map.removeControl(whole);
    whole = new ZoomToExtent({ extent: source.getExtent(), label: '⤢', tipLabel: labels.whole });
    map.addControl(whole);
    map.getView().fit(source.getExtent(), { padding: [8, 8, 8, 8] });
  };

  map.on(['pointermove', 'click'], (event) => {
    if (event.dragging) return;
    choose(map.forEachFeatureAtPixel(event.pixel, (feature) => feature));
  });
  canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '-') map.getView().adjustZoom(event.key === '+' ? 1 : -1);
    else if (ways[event.key]) step(ways[event.key]);
    else return;
    event.preventDefault();
  });
  const step = (way) => {
    const area = next(layer.getSource().getFeatures(), chosen ? getCenter(chosen.getGeometry().getExtent()) : map.getView().getCenter(), chosen, way);
    if (!area) return;
    choose(area);
    const centre = getCenter(area.getGeometry().getExtent());
    const [x, y] = map.getPixelFromCoordinate(centre);
    const [width, height] = map.getSize();
    if (x < 0 || y < 0 || x > width || y > height) map.getView().setCenter(centre);
  };

  if (levels.length > 1) box.append(levelSwitch(levels, labels, async (level) => show(await load(level))));
  box.append(canvas, said, legend);
  figure.prepend(box);
  let isShown = false;
  return {
    open() {
      map.updateSize();
      if (isShown || !figure.classList.contains('map-open')) return;
      isShown = true;
      show(first);
      figure.dataset.mapReady = '';
    },
  };
}

/** The area nearest in a direction; one far to the side counts as further. */
function next(features, [x, y], chosen, [right, up]) {
  const rank = (feature) => {
    const [toX, toY] = getCenter(feature.getGeometry().getExtent());
    const ahead = (toX - x) * right + (toY - y) * up;
    return ahead > 0 ? ahead + 2.5 * Math.abs((toX - x) * up + (toY - y) * right) : Infinity;
  };
  const ranked = features.filter((feature) => feature !== chosen).map((feature) => [rank(feature), feature]);
  const best = ranked.reduce((least, one) => (one[0] < least[0] ? one : least), [Infinity]);
  return best[1];
}

/** Reads one level: its areas, each with the fill and text of its value. */
async function load({ source, values: address }) {
  const [areas, values] = await Promise.all([fetchJson(source), fetchJson(address)]);
  const features = new GeoJSON().readFeatures(areas, { featureProjection: 'EPSG:3857' });
  for (const feature of features) feature.setProperties(values.areas[feature.get('code')] ?? {});
  return { features, values };
}

async function fetchJson(url) {
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

function areaStyle(feature, isChosen) {
  const fill = feature.get('fill');
  return new Style({ fill: fill ? new Fill({ color: fill }) : stripes, stroke: isChosen ? chosenStroke : stroke, zIndex: isChosen ? 1 : 0 });
}

/** The stripes of the server's "no data". */
function stripedPattern() {
  const canvas = element('canvas', { width: 6, height: 6 });
  const paper = canvas.getContext('2d');
  paper.fillStyle = '#fafafa';
  paper.fillRect(0, 0, 6, 6);
  paper.strokeStyle = '#b4bec4';
  for (const from of [-6, 0, 6]) {
    paper.moveTo(from, 6);
    paper.lineTo(from + 6, 0);
  }
  paper.stroke();
  return paper.createPattern(canvas, 'repeat');
}

function drawLegend(box, entries, labels) {
  box.replaceChildren(...entries.map(({ fill, label, count }) => {
    const swatch = element('span', { className: fill ? 'map-swatch' : 'map-swatch map-none' });
    if (fill) swatch.style.backgroundColor = fill;
    const entry = element('span', { className: 'map-entry' });
    entry.append(swatch, `${label} `, element('small', { textContent: `${labels.areas}: ${count}` }));
    return entry;
  }));
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
