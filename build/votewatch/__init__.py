"""VoteWatch: what two parliaments decided, who voted how, and what readers would have answered."""
