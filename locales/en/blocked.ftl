blocked-not-begun = { $what }: staff are checking new rules on the National Public Service Portal, so nothing new is taken for now; you shall not have to do it twice.
    Please come back later, or ask an officer.
blocked-held = Your dossier is complete and kept as it is. Staff are checking new rules of { $what }, so it is not sent right now.
    There is nothing to do: once it is open again I tell you on the next working morning.
blocked-open-again = { $what } is taken again. Please look over your dossier once more and file it.
