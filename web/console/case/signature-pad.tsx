import { Button } from 'antd';
import { type PointerEvent, useEffect, useRef, useState } from 'react';

/** In pixels of the picture. Small, so that it travels as text. */
const SIZE = { width: 640, height: 240 };
const PEN = 3.5;

interface Props {
  label: string;
  clear: string;
  /** A PNG as a data URL; nothing while nothing is drawn. */
  onChange: (drawing: string | undefined) => void;
}

/** A sheet that one signs on with a finger, a pen or a mouse. */
export function SignaturePad({ label, clear, onChange }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const pen = () => canvas.current?.getContext('2d');
  const blank = () => {
    const brush = pen();
    if (!brush) return;
    brush.fillStyle = '#fff';
    brush.fillRect(0, 0, SIZE.width, SIZE.height);
    Object.assign(brush, { lineWidth: PEN, lineCap: 'round', lineJoin: 'round', strokeStyle: '#111' });
    setDrawn(false);
    onChange(undefined);
  };
  useEffect(blank, []);
  const at = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    return [((clientX - left) * SIZE.width) / width, ((clientY - top) * SIZE.height) / height];
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const [x, y] = at(event);
    pen()?.beginPath();
    pen()?.moveTo(x, y);
  };
  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    pen()?.lineTo(...at(event));
    pen()?.stroke();
    setDrawn(true);
  };
  const end = () => drawn && onChange(canvas.current?.toDataURL('image/png'));
  return (
    <div className="signature-pad">
      <canvas
        ref={canvas}
        {...SIZE}
        role="img"
        aria-label={label}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <Button size="small" disabled={!drawn} onClick={blank}>
        {clear}
      </Button>
    </div>
  );
}
