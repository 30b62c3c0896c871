export * from './advance.ts';
export * from './case-file.ts';
export * from './case-type.ts';
export * from './refusal.ts';
export * from './step.ts';
export * from './told-step.ts';
