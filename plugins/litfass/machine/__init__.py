"""Machine: what the computer does for us, whatever it is for: processes, thousands of files, a bar on a terminal, servers outside."""
