// The texts about a signature that waits on this device, and the question whether to keep it.
import { type Translate, button, paragraph } from './words';

function box(part: string, text: HTMLParagraphElement, ...rest: readonly Element[]): HTMLElement {
  const made = document.createElement('section');
  made.className = part;
  made.dataset['part'] = part;
  text.setAttribute('role', 'status');
  text.tabIndex = -1;
  made.append(text, ...rest);
  return made;
}

function buttons(...list: readonly HTMLButtonElement[]): HTMLElement {
  const made = document.createElement('div');
  made.className = 'buttons';
  made.append(...list);
  return made;
}

// The question, exactly what would be stored for how long, and the button to agree.
export function offerToKeep(translate: Translate, agree: () => void): HTMLElement {
  return box(
    'keep',
    paragraph(translate('offline_keep_question'), 'keep-question'),
    paragraph(translate('offline_keep_what'), 'small'),
    buttons(button(translate('offline_keep'), 'secondary', agree)),
  );
}

export interface KeptBox {
  readonly element: HTMLElement;
  readonly setSending: (sending: boolean) => void;
}

export function keptBox(translate: Translate, sendNow: () => void, remove: () => void): KeptBox {
  let isSending = false;
  const whenFree = (act: () => void) => () => void (isSending || act());
  const send = button(translate('offline_send_now'), 'primary', whenFree(sendNow));
  const drop = button(translate('offline_delete'), 'secondary', whenFree(remove));
  return {
    element: box('kept', paragraph(translate('offline_kept'), 'kept-text'), buttons(send, drop)),
    setSending(sending) {
      isSending = sending;
      for (const each of [send, drop]) each.setAttribute('aria-disabled', String(sending));
      send.textContent = sending ? translate('sending') : translate('offline_send_now');
    },
  };
}
