"""Work that outlives a process: the port ``Jobs`` on DBOS Transact, whose import waits until the jobs are started."""
