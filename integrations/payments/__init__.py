"""Payment gateways; each is a stranger to the others."""
