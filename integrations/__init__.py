"""What touches the world: every vendor library is imported below this folder and nowhere else."""
