"""A server of the Model Context Protocol (MCP): programs that talk to a language model compare, outline and verify with it.

    client ==stdio==> `server` (the SDK of the extra `mcp`) ==one process a call==> `working` ==> `tools` ==> pipeline, history

It only reads, and only files in the folders that it was started with (`folders`). Each call works in a process of its own, which
ends when its time or memory is over, so that no file can stop the server. Nothing of a text, and no name of a file, is logged.
"""
