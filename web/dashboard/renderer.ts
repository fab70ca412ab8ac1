// Dear ImGui's draw lists in WebGL2: one shader, one vertex layout (ImDrawVert: position, texture coordinate, colour).

const vertexBytes = 20;
const indexBytes = 2;

const vertexShader = `#version 300 es
uniform vec2 size;
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 coordinate;
layout(location = 2) in vec4 colour;
out highp vec2 at;
out lowp vec4 tint;
void main() {
  at = coordinate;
  tint = colour;
  gl_Position = vec4(position.x / size.x * 2.0 - 1.0, 1.0 - position.y / size.y * 2.0, 0.0, 1.0);
}`;
const fragmentShader = `#version 300 es
precision mediump float;
uniform sampler2D pixels;
in highp vec2 at;
in lowp vec4 tint;
out vec4 colour;
void main() { colour = tint * texture(pixels, at); }`;

export class Renderer {
  readonly #gl: WebGL2RenderingContext;
  #textures = new Map<number, WebGLTexture>();
  #size: WebGLUniformLocation | null = null;
  #density = 1;
  #height = 0;

  // Throws if there is no WebGL2.
  constructor(canvas: HTMLCanvasElement, onRestored: () => void) {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
    if (gl === null) throw new Error('no WebGL2');
    this.#gl = gl;
    this.#setUp();
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    canvas.addEventListener('webglcontextrestored', () => {
      this.#textures.clear();
      this.#setUp();
      onRestored();
    });
  }

  #setUp(): void {
    const gl = this.#gl;
    const program = gl.createProgram();
    for (const [type, source] of [[gl.VERTEX_SHADER, vertexShader], [gl.FRAGMENT_SHADER, fragmentShader]] as const) {
      const shader = gl.createShader(type);
      if (shader === null || program === null) return; // the context is lost; this runs again when it is restored
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    if (program === null) return;
    gl.linkProgram(program);
    gl.useProgram(program);
    this.#size = gl.getUniformLocation(program, 'size');
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    for (const attribute of [0, 1, 2]) gl.enableVertexAttribArray(attribute);
    gl.enable(gl.BLEND);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.enable(gl.SCISSOR_TEST);
  }

  createTexture(id: number, width: number, height: number, pixels: Uint8Array): void {
    const gl = this.#gl;
    const texture = this.#textures.get(id) ?? gl.createTexture();
    if (texture === null) return;
    this.#textures.set(id, texture);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 0);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  }

  updateTexture(id: number, x: number, y: number, width: number, height: number, pixels: Uint8Array,
                widthAll: number): void {
    const gl = this.#gl;
    gl.bindTexture(gl.TEXTURE_2D, this.#textures.get(id) ?? null);
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, widthAll);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  }

  destroyTexture(id: number): void {
    this.#gl.deleteTexture(this.#textures.get(id) ?? null);
    this.#textures.delete(id);
  }

  begin(width: number, height: number, ground: number): void {
    const gl = this.#gl;
    this.#density = gl.drawingBufferWidth / width;
    this.#height = gl.drawingBufferHeight;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.scissor(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clearColor((ground >> 16 & 255) / 255, (ground >> 8 & 255) / 255, (ground & 255) / 255, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform2f(this.#size, width, height);
  }

  useGeometry(vertices: Uint8Array, indices: Uint8Array): void {
    const gl = this.#gl;
    gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STREAM_DRAW);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STREAM_DRAW);
  }

  draw(texture: number, count: number, firstIndex: number, firstVertex: number, left: number, top: number,
       right: number, bottom: number): void {
    const gl = this.#gl;
    const scale = this.#density;
    const clip = [left, top, right, bottom].map((edge) => Math.max(0, Math.round(edge * scale)));
    const [x0, y0, x1, y1] = clip as [number, number, number, number];
    if (x1 <= x0 || y1 <= y0) return;
    gl.scissor(x0, this.#height - y1, x1 - x0, y1 - y0);
    const begin = firstVertex * vertexBytes;
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, vertexBytes, begin);
    gl.vertexAttribPointer(1, 2, gl.FLOAT, false, vertexBytes, begin + 8);
    gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, vertexBytes, begin + 16);
    gl.bindTexture(gl.TEXTURE_2D, this.#textures.get(texture) ?? null);
    gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_SHORT, firstIndex * indexBytes);
  }
}
