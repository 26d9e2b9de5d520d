"""The boundary as a service: an OpenAI-compatible door that guards, anonymises and forwards."""
