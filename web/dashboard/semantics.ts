// The roles and states of the module's semantic nodes: the numbers of widget/dashboard/views/semantics.h.

// enum Role
export const enum Role {
  Heading, Text, Status, Alert, Button, Image, Table, Row, ColumnHeader, Cell, SearchBox, Group, Navigation,
}

// namespace state
export const enum State {
  Pressed = 1, NotPressed = 2, Current = 4, Ascending = 8, Descending = 16, Hidden = 32, Expanded = 64, Collapsed = 128,
}
