"""Names: where they stand, which are forms of one."""
