import { Button, type ButtonProps } from 'antd';
import { Link, type LinkProps } from 'react-router';

/** A link that looks like a button; to the keyboard it is one thing, the link. */
export const LinkButton = ({ to, className, ...button }: Pick<LinkProps, 'to' | 'className'> & Omit<ButtonProps, 'className'>) => (
  <Link to={to} className={className ? `link-button ${className}` : 'link-button'}>
    <Button tabIndex={-1} {...button} />
  </Link>
);
