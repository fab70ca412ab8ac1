// Pointer, wheel and key events on the canvas, passed to the module.

import { Key } from '../generated/constants';
import type { Mirror } from './mirror';
import type { Wasm } from './wasm';

const keys: ReadonlyMap<string, Key> = new Map([
  ['ArrowLeft', Key.ArrowLeft], ['ArrowRight', Key.ArrowRight], ['ArrowUp', Key.ArrowUp], ['ArrowDown', Key.ArrowDown],
  ['Escape', Key.Escape],
]);
const dragPx = 8; // a touch that moved less is a tap
const linePx = 40;
const glideMs = 325; // the time in which a flick loses two thirds of its speed
const glideStops = 0.02; // px per ms: below this speed it stops

interface Touch {
  pointer: number;
  x: number;
  y: number;
  lastY: number;
  lastTime: number;
  speed: number; // px per ms, positive downwards
  dragging: boolean;
}

export class Input {
  readonly #area: HTMLElement;
  readonly #wasm: Wasm;
  readonly #mirror: Mirror;
  readonly #wake: () => void;
  #touch: Touch | undefined;
  #gliding = 0;

  constructor(area: HTMLElement, wasm: Wasm, mirror: Mirror, wake: () => void) {
    this.#area = area;
    this.#wasm = wasm;
    this.#mirror = mirror;
    this.#wake = wake;
    const on = <Name extends keyof HTMLElementEventMap>(name: Name, act: (event: HTMLElementEventMap[Name]) => void,
                                                        options?: AddEventListenerOptions): void => {
      area.addEventListener(name, (event) => {
        act(event);
        wake();
      }, options);
    };
    on('pointerdown', (event) => this.#down(event));
    on('pointermove', (event) => this.#move(event));
    on('pointerup', (event) => this.#up(event));
    on('pointercancel', () => this.#cancel());
    on('pointerleave', (event) => {
      if (event.pointerType === 'mouse') wasm.exports.pointerGone();
    });
    on('wheel', (event) => this.#wheel(event), { passive: false });
    on('keydown', (event) => this.#key(event));
    on('keyup', (event) => this.#module(event.key, 0));
  }

  #at(event: MouseEvent): [number, number] {
    const box = this.#area.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 || event.target instanceof HTMLInputElement) return;
    const [x, y] = this.#at(event);
    cancelAnimationFrame(this.#gliding);
    if (event.pointerType === 'touch') {
      this.#touch = { pointer: event.pointerId, x, y, lastY: y, lastTime: event.timeStamp, speed: 0, dragging: false };
      return;
    }
    this.#area.setPointerCapture(event.pointerId);
    this.#wasm.exports.pointer(x, y);
    this.#wasm.exports.button(1);
  }

  #move(event: PointerEvent): void {
    const [x, y] = this.#at(event);
    const touch = this.#touch;
    if (event.pointerType !== 'touch') {
      this.#wasm.exports.pointer(x, y);
      return;
    }
    if (touch === undefined || touch.pointer !== event.pointerId) return;
    if (!touch.dragging && Math.abs(y - touch.y) < dragPx) return;
    if (!touch.dragging) this.#wasm.exports.pointerGone();
    touch.dragging = true;
    const elapsed = Math.max(event.timeStamp - touch.lastTime, 1);
    touch.speed = 0.6 * touch.speed + 0.4 * (touch.lastY - y) / elapsed;
    this.#wasm.exports.scroll(touch.x, touch.y, touch.lastY - y);
    touch.lastY = y;
    touch.lastTime = event.timeStamp;
  }

  #up(event: PointerEvent): void {
    const touch = this.#touch;
    if (event.pointerType !== 'touch') {
      this.#wasm.exports.button(0);
      return;
    }
    if (touch === undefined || touch.pointer !== event.pointerId) return;
    this.#touch = undefined;
    if (touch.dragging) {
      this.#glide(touch, event.timeStamp - touch.lastTime > 50 ? 0 : touch.speed);
      return;
    }
    this.#wasm.exports.pointer(touch.x, touch.y);
    this.#wasm.exports.button(1);
    this.#wasm.exports.button(0);
    // A touch does not hover. But after a tap on the chart, the bar stays marked.
    if (event.target instanceof HTMLButtonElement) this.#wasm.exports.pointerGone();
  }

  #cancel(): void {
    this.#touch = undefined;
    this.#wasm.exports.button(0);
    this.#wasm.exports.pointerGone();
  }

  #glide(touch: Touch, speed: number): void {
    let last = performance.now();
    const step = (now: number): void => {
      const elapsed = now - last;
      last = now;
      speed *= Math.exp(-elapsed / glideMs);
      this.#wasm.exports.scroll(touch.x, touch.y, speed * elapsed);
      this.#wake();
      if (Math.abs(speed) > glideStops) this.#gliding = requestAnimationFrame(step);
    };
    if (Math.abs(speed) > glideStops) this.#gliding = requestAnimationFrame(step);
  }

  #wheel(event: WheelEvent): void {
    if (event.ctrlKey) return; // the browser zooms
    const [x, y] = this.#at(event);
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? linePx
        : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? this.#area.clientHeight : 1;
    const distance = event.deltaY * unit;
    if (this.#wasm.exports.canScroll(x, y, distance) === 0) return; // at the end: the page scrolls
    event.preventDefault();
    this.#wasm.exports.scroll(x, y, distance);
  }

  #module(key: string, down: number): void {
    const known = keys.get(key);
    if (known !== undefined) this.#wasm.exports.key(known, down);
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target instanceof HTMLInputElement && event.key !== 'Escape') return;
    const onButton = event.target instanceof HTMLButtonElement;
    const page = this.#area.clientHeight * 0.85;
    const distances: Record<string, number> = { PageUp: -page, PageDown: page, Home: -1e9, End: 1e9 };
    if (!onButton) {
      Object.assign(distances, { ArrowUp: -linePx, ArrowDown: linePx, ' ': event.shiftKey ? -page : page });
    }
    const distance = distances[event.key];
    if (distance !== undefined) {
      const [x, y] = this.#scrollPoint(event.target as Element);
      this.#wasm.exports.scroll(x, y, distance);
    } else if (keys.has(event.key)) {
      this.#module(event.key, 1);
      this.#mirror.expectFocusMove();
    } else {
      return;
    }
    event.preventDefault();
  }

  // A point in the pane of the focused element, or in the campaign's pane.
  #scrollPoint(focused: Element): [number, number] {
    const area = this.#area.getBoundingClientRect();
    if (focused === this.#area) return [area.width * 0.75, area.height / 2];
    const box = focused.getBoundingClientRect();
    return [box.left + box.width / 2 - area.left, area.height / 2];
  }
}
