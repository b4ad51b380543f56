"""Front door: the `husrom` command, one thin function per command."""
