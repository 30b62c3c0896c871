import type { FormInstance } from 'antd';
import type { Problem } from '../../api/problem.ts';
import { said } from '../../words/refusals.ts';
import { pathOf } from './fields.ts';

/** Says at the fields of a form what the server found wrong with each. */
export const markRefused = (form: FormInstance, problem: Problem): void =>
  form.setFields(problem.fields.map(({ field, message }) => ({ name: pathOf(field), errors: [said(problem, message)] })));
