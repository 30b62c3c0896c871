import { type ReactNode, useId } from 'react';

/** What a control is given so that its label, hint and error belong to it, for eyes and for screen readers. */
export interface FieldProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface Said {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

/** A control with its label above, a hint under that, and what is wrong with what was typed. */
export function Field({ label, hint, error, children }: Said & { children: (field: FieldProps) => ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="field" data-wrong={error ? true : undefined}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error && (
        <p className="wrong" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

/** A question with several controls under it. */
export function Group({ label, hint, error, children }: Said & { children: ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <fieldset className="field" data-wrong={error ? true : undefined} aria-describedby={described || undefined}>
      <legend>{label}</legend>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p className="wrong" id={`${id}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface Choice<T extends string> {
  value: T;
  title: string;
  more?: string;
}

/** One of several, each as a card that is large enough for any finger. */
export function Choices<T extends string>(props: {
  name: string;
  of: readonly Choice<T>[];
  chosen: T | undefined;
  choose: (value: T) => void;
  /** How wide each is at least: enough for a sentence, for a few words, for a figure. */
  width?: 'wide' | 'narrow' | 'slim';
}) {
  const { name, of, chosen, choose, width = 'wide' } = props;
  return (
    <div className={`choices choices-${width}`}>
      {of.map(({ value, title, more }) => (
        <label key={value} className="choice">
          <input type="radio" name={name} value={value} checked={chosen === value} onChange={() => choose(value)} />
          <span>
            <strong>{title}</strong>
            {more && <small>{more}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}
