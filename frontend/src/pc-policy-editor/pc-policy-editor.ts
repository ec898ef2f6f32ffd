import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, WidgetType, type DecorationSet } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import '../pc-glyph/pc-glyph.js';
import { shared } from '../theme/shared.js';
import { editorStyles, editorTheme } from './styles.js';

/** A text that the server puts in the place of the one before. */
export interface Written {
  text: string;
  revision: number;
}

export interface TextProblem {
  line: number;
  severity: 'error' | 'warning' | 'note';
  path: string;
  message: string;
  mend: string;
}

interface Suggested {
  label: string;
  detail: string;
  apply: string;
  replaces: number;
}

/** What Vaadin gives to elements that the server made. */
interface Server {
  complete(text: string, line: number, column: number): Promise<Suggested[]>;
}

/**
 * An editor for policies as YAML. The server reads what is typed and sets `problems`; they stand under, beside and
 * after their lines, and in a list that leads to them. Ctrl+Space completes fields and values that the server knows.
 *
 * What somebody has typed and the server has not heard of yet is never overwritten: it is sent instead, with the revision
 * of the text it was typed on.
 *
 * Properties: `written`, `problems`, `label`, `readonly`, `pause` (how long, in ms, until what was typed is sent). Events:
 * `pc-policy-editor-change` with `detail.value` and `detail.revision`, when typing paused or went elsewhere.
 */
@customElement('pc-policy-editor')
export class PcPolicyEditor extends LitElement {
  static override styles = [shared, editorStyles];

  @property({ attribute: false }) written: Written = { text: '', revision: 0 };
  @property({ attribute: false }) problems: TextProblem[] = [];
  @property() label = 'Policy as YAML';
  @property({ type: Boolean }) readonly = false;
  @property({ type: Number }) pause = 300;
  @query('.host') private host!: HTMLElement;

  private view: EditorView | null = null;
  /** The text as the server knows it, and which of its own texts it was typed on. */
  private sent = '';
  private revision = 0;
  private timer = 0;
  private readonly editable = new Compartment();

  override connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.open();
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.send();
    this.view?.destroy();
    this.view = null;
  }

  protected override firstUpdated() {
    this.open();
  }

  protected override updated(changed: PropertyValues<this>) {
    const view = this.view;
    if (!view) {
      return;
    }
    if (changed.has('written')) {
      this.take(view);
    }
    if (changed.has('readonly')) {
      view.dispatch({ effects: this.editable.reconfigure(this.mode()) });
    }
    if (changed.has('problems') || changed.has('written')) {
      this.mark();
    }
  }

  override focus(): void {
    this.view?.focus();
  }

  private mode(): Extension {
    return [EditorState.readOnly.of(this.readonly), EditorView.editable.of(!this.readonly)];
  }

  private take(view: EditorView): void {
    const { text, revision } = this.written;
    const typed = view.state.doc.toString();
    if (typed !== this.sent && text !== this.sent && text !== typed) {
      this.send();
      return;
    }
    this.revision = revision;
    if (text === this.sent) {
      return;
    }
    this.sent = text;
    if (text !== typed) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    }
    window.clearTimeout(this.timer);
  }

  private open(): void {
    this.view?.destroy();
    // Moved to another place in the page: the text comes along.
    const text = this.revision === this.written.revision ? this.sent : this.written.text;
    this.sent = text;
    this.revision = this.written.revision;
    this.view = new EditorView({
      parent: this.host,
      root: this.renderRoot as ShadowRoot,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          indentUnit.of('  '),
          EditorState.tabSize.of(2),
          yaml(),
          syntaxHighlighting(HIGHLIGHT),
          autocompletion({ override: [(context) => this.complete(context)] }),
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, indentWithTab]),
          EditorView.contentAttributes.of({ 'aria-label': this.label, spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              this.changed();
            }
          }),
          EditorView.domEventHandlers({ blur: () => this.send() }),
          endings,
          editorTheme,
          this.editable.of(this.mode())
        ]
      })
    });
    this.mark();
  }

  private changed(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(), this.pause);
  }

  private send(): void {
    window.clearTimeout(this.timer);
    const value = this.view?.state.doc.toString() ?? this.sent;
    if (value !== this.sent) {
      this.sent = value;
      this.dispatchEvent(new CustomEvent('pc-policy-editor-change', { detail: { value, revision: this.revision } }));
    }
  }

  private mark(): void {
    const view = this.view;
    if (!view) {
      return;
    }
    const doc = view.state.doc;
    const diagnostics: Diagnostic[] = [];
    const ends = new Map<number, TextProblem>();
    for (const problem of this.problems) {
      const line = doc.line(Math.min(Math.max(problem.line, 1), doc.lines));
      const start = line.text.length - line.text.trimStart().length;
      diagnostics.push({
        from: Math.min(line.from + start, line.to),
        to: line.to,
        severity: problem.severity === 'note' ? 'info' : problem.severity,
        source: problem.path,
        message: `${problem.message} ${problem.mend}`
      });
      const known = ends.get(line.number);
      if (!known || (known.severity !== 'error' && problem.severity === 'error')) {
        ends.set(line.number, problem);
      }
    }
    diagnostics.sort((a, b) => a.from - b.from);
    view.dispatch(setDiagnostics(view.state, diagnostics), { effects: setEndings.of([...ends].map(([line, problem]) => ({ line, problem }))) });
  }

  private async complete(context: CompletionContext): Promise<CompletionResult | null> {
    const word = context.matchBefore(/[\w./-]*/);
    if (!context.explicit && (!word || word.from === word.to)) {
      return null;
    }
    const server = (this as unknown as { $server?: Server }).$server;
    if (!server) {
      return null;
    }
    const line = context.state.doc.lineAt(context.pos);
    const offered = await server.complete(context.state.doc.toString(), line.number, context.pos - line.from);
    if (offered.length === 0 || context.aborted) {
      return null;
    }
    return {
      from: context.pos - offered[0].replaces,
      options: offered.map((one) => ({ label: one.label, detail: one.detail, apply: one.apply })),
      validFor: /^[\w./-]*$/
    };
  }

  private reveal(problem: TextProblem): void {
    const view = this.view;
    if (view) {
      const line = view.state.doc.line(Math.min(Math.max(problem.line, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: line.to }, effects: EditorView.scrollIntoView(line.from, { y: 'center' }) });
      view.focus();
    }
  }

  protected override render() {
    return html`<div class="host"></div>
      <div class="list" role="status" aria-live="polite">
        ${this.problems.length === 0
          ? html`<p class="fine"><pc-glyph name="check" size="14"></pc-glyph>No problem found</p>`
          : this.problems.slice(0, 20).map(
              (problem) => html`<button type="button" data-severity=${problem.severity} @click=${() => this.reveal(problem)}>
                <pc-glyph name=${problem.severity === 'note' ? 'info' : 'warning'} size="14"></pc-glyph>
                <span><b>Line ${problem.line}:</b> ${problem.message} <span class="muted">${problem.mend}</span>${problem.path ? html` <code>${problem.path}</code>` : nothing}</span>
              </button>`
            )}
        ${this.problems.length > 20 ? html`<p class="fine">and ${this.problems.length - 20} more</p>` : nothing}
      </div>`;
  }
}

const HIGHLIGHT = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--pc-accent-text)' },
  { tag: [tags.string, tags.content], color: 'var(--pc-text)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--pc-text-3)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--pc-text-3)' },
  { tag: [tags.meta, tags.keyword], color: 'var(--pc-l7)' }
]);

interface Ending {
  line: number;
  problem: TextProblem;
}

class EndingWidget extends WidgetType {
  constructor(private readonly problem: TextProblem) {
    super();
  }

  override eq(other: EndingWidget): boolean {
    return other.problem.message === this.problem.message && other.problem.severity === this.problem.severity;
  }

  override toDOM(): HTMLElement {
    const words = document.createElement('span');
    words.className = 'ending';
    words.dataset.severity = this.problem.severity;
    words.textContent = this.problem.message;
    words.title = `${this.problem.message} ${this.problem.mend}`;
    return words;
  }
}

const setEndings = StateEffect.define<Ending[]>();

/** What is wrong, in words after the line it is wrong in. */
const endings = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let next = decorations.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setEndings)) {
        const doc = transaction.state.doc;
        next = Decoration.set(
          effect.value
            .filter((ending) => ending.line <= doc.lines)
            .sort((a, b) => a.line - b.line)
            .map((ending) => Decoration.widget({ widget: new EndingWidget(ending.problem), side: 1 }).range(doc.line(ending.line).to))
        );
      }
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field)
});
