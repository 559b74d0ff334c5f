namespace MediaPipeline.Connectors.Http;

/// <summary>A name leads to no address that a URL from data may lead to.</summary>
internal sealed class AddressRefusedException(string message) : Exception(message);
