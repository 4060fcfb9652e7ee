import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  type Modifier,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { type ReactNode, type RefObject, useRef } from 'react';
import { useLanguage } from '../language.js';

const upAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 });

/**
 * A list whose rows are put in order by hand, with a mouse, a finger or the keyboard: the row is taken by its grip, which
 * `children` puts where it belongs. Buttons or keys that do the same stand beside it, for those who cannot drag.
 */
export function SortableList<Item>({
  items,
  keyOf,
  nameOf,
  gripLabel,
  onMove,
  className,
  rowClassName,
  ref,
  children,
}: {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** What a row is called while it is carried. */
  readonly nameOf: (item: Item, place: number) => string;
  readonly gripLabel: (place: number) => string;
  /** A row was put down at another place, counted from 0. */
  readonly onMove: (key: string, to: number) => void;
  readonly className: string;
  readonly rowClassName: string;
  readonly ref: RefObject<HTMLOListElement | null>;
  readonly children: (item: Item, place: number, grip: ReactNode) => ReactNode;
}) {
  const { t } = useLanguage();
  const sensors = useSensors(
    // A press alone moves nothing.
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const lastOver = useRef<UniqueIdentifier | null>(null);
  const keys = items.map(keyOf);
  const all = keys.length;
  const placeOf = (key: UniqueIdentifier) => keys.indexOf(String(key));
  const said = (key: UniqueIdentifier) => {
    const item = items[placeOf(key)];
    return item ? nameOf(item, placeOf(key)) : '';
  };
  const announcements: Announcements = {
    onDragStart: ({ active }) => {
      lastOver.current = active.id;
      return t('desk.order.taken', { name: said(active.id), n: placeOf(active.id) + 1, all });
    },
    // It is over its own place as it is taken: said then, that would take the place of what was said just before.
    onDragOver: ({ over }) => {
      if (!over || over.id === lastOver.current) return undefined;
      lastOver.current = over.id;
      return t('desk.order.over', { n: placeOf(over.id) + 1, all });
    },
    onDragEnd: ({ active, over }) =>
      t('desk.order.put', { name: said(active.id), n: placeOf((over ?? active).id) + 1, all }),
    onDragCancel: ({ active }) => t('desk.order.left', { name: said(active.id), n: placeOf(active.id) + 1, all }),
  };
  const end = ({ active, over }: DragEndEvent) => {
    if (over && over.id !== active.id) onMove(String(active.id), placeOf(over.id));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[upAndDown]}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('desk.order.how') } }}
      onDragEnd={end}
    >
      <SortableContext items={keys} strategy={verticalListSortingStrategy}>
        <ol className={className} ref={ref}>
          {items.map((item, place) => (
            <Row key={keyOf(item)} of={keyOf(item)} className={rowClassName} label={gripLabel(place)}>
              {grip => children(item, place, grip)}
            </Row>
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

function Row({
  of,
  className,
  label,
  children,
}: {
  readonly of: string;
  readonly className: string;
  readonly label: string;
  readonly children: (grip: ReactNode) => ReactNode;
}) {
  const { t } = useLanguage();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: of,
    attributes: { roleDescription: t('desk.order.row') },
  });
  return (
    <li
      ref={setNodeRef}
      data-item={of}
      className={isDragging ? `${className} kit-carried` : className}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      {children(
        <button
          type="button"
          ref={setActivatorNodeRef}
          {...attributes}
          {...listeners}
          className="button quiet kit-grip"
          aria-label={label}
        >
          <span aria-hidden="true">⠿</span>
        </button>,
      )}
    </li>
  );
}
