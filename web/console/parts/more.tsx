import { Button } from 'antd';
import { texts, useTexts } from '../../shared/texts.ts';

const TEXTS = texts({ more: '显示更多' }, { more: 'Show more' });

interface Props {
  of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  /** What is said instead, as where the rest is older. */
  text?: string;
  size?: 'small' | 'middle';
}

/** Makes a list longer by its next page, where there is one. */
export function More({ of: { hasNextPage, isFetchingNextPage, fetchNextPage }, text, size = 'middle' }: Props) {
  const t = useTexts(TEXTS);
  if (!hasNextPage) return null;
  return (
    <Button block size={size} loading={isFetchingNextPage} onClick={() => void fetchNextPage()} className="more no-print">
      {text ?? t.more}
    </Button>
  );
}
