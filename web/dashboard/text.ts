// Text drawn by the browser for the module, one line at a time, into the module's memory.

const tabular = 2;
const serif = 1;
const digit = /[0-9]/;
// The first letter belongs to a script written from right to left.
const rightToLeft = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

export class BrowserText {
  readonly #context: CanvasRenderingContext2D;
  #families = ['sans-serif', 'serif'];
  #font = '';

  constructor(language: string) {
    const canvas = document.createElement('canvas');
    canvas.lang = language; // selects the variant of Han characters
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no 2d canvas');
    this.#context = context;
  }

  setFamilies(sans: string, serif: string): void {
    this.#families = [sans, serif];
  }

  measure(style: number, sizePx: number, text: string): number {
    this.#use(style, sizePx);
    if (!this.#needsEqualDigits(style)) return this.#context.measureText(text).width;
    return [...text].reduce((width, character) => width + this.#advance(character), 0);
  }

  // Draws into `memory` at `pixels`: `width` x `height` RGBA pixels, rows `stride` pixels apart.
  draw(style: number, sizePx: number, text: string, rgb: number, x: number, y: number, memory: ArrayBufferLike,
       pixels: number, width: number, height: number, stride: number): void {
    const context = this.#context;
    if (context.canvas.width < width || context.canvas.height < height) {
      context.canvas.width = Math.max(context.canvas.width, width);
      context.canvas.height = Math.max(context.canvas.height, height);
      this.#font = '';
    }
    this.#use(style, sizePx);
    context.clearRect(0, 0, width, height);
    context.fillStyle = '#' + rgb.toString(16).padStart(6, '0');
    context.direction = rightToLeft.test(text) ? 'rtl' : 'ltr';
    context.textAlign = 'left';
    if (this.#needsEqualDigits(style)) {
      for (const character of text) {
        const advance = this.#advance(character);
        context.fillText(character, x + (advance - context.measureText(character).width) / 2, y);
        x += advance;
      }
    } else {
      context.fillText(text, x, y);
    }
    const drawn = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    const target = new Uint32Array(memory, pixels, (height - 1) * stride + width);
    for (let row = 0; row < height; ++row) target.set(drawn.subarray(row * width, (row + 1) * width), row * stride);
  }

  #use(style: number, sizePx: number): void {
    const font = `${style >> 8} ${sizePx}px ${this.#families[style & serif]}`;
    if (font === this.#font) return;
    this.#font = font;
    this.#context.font = font;
  }

  // Canvas has no font-variant-numeric: if a font's digits differ in width, they are drawn one by one.
  #needsEqualDigits(style: number): boolean {
    return (style & tabular) !== 0 &&
        this.#context.measureText('1').width !== this.#context.measureText('0').width;
  }

  #advance(character: string): number {
    return this.#context.measureText(digit.test(character) ? '0' : character).width;
  }
}
