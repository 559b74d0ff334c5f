using MediaPipeline.Search.Embedding;

namespace MediaPipeline.Search.Tests.Embedding;

public sealed class EmbeddingOptionsValidatorTests
{
    private readonly EmbeddingOptions _options = new() { ModelDirectory = "models" };

    [Fact]
    public void Defaults_AreValid() => Faults().ShouldBeEmpty();

    [Theory]
    [InlineData(EmbeddingProvider.Ollama, "http://192.168.1.5:11434")]
    [InlineData(EmbeddingProvider.OpenAI, "https://api.example.com/v1")]
    public void AnEndpoint_IsValid_AlsoOnAPrivateAddress(EmbeddingProvider provider, string address)
    {
        (_options.Provider, _options.Model, _options.Address) = (provider, "some-model", new Uri(address));

        Faults().ShouldBeEmpty();
    }

    [Fact]
    public void AnEndpoint_NeedsModelAndAddress()
    {
        _options.Provider = EmbeddingProvider.Ollama;

        Faults().ShouldContain("Embedding:Model is empty");
        Faults().ShouldContain("Embedding:Address is empty");
    }

    [Theory]
    [InlineData("ftp://example.com")]
    [InlineData("example.com")]
    public void AnAddress_IsOneOfTheWeb(string address)
    {
        (_options.Provider, _options.Model, _options.Address) = (EmbeddingProvider.OpenAI, "some-model", new Uri(address, UriKind.RelativeOrAbsolute));

        Faults().ShouldContain($"Embedding:Address is {address}");
    }

    [Fact]
    public void AModelWithoutAnEndpoint_IsRefused()
    {
        _options.Model = "some-model";

        Faults().ShouldContain("Embedding:Provider is BuiltIn");
    }

    [Fact]
    public void ValuesOutOfRange_AreNamed()
    {
        (_options.Dimensions, _options.Concurrency, _options.Timeout, _options.IdleTimeout) = (0, 65, TimeSpan.Zero, TimeSpan.FromDays(2));

        foreach (var option in (string[])["Dimensions", "Concurrency", "Timeout", "IdleTimeout"])
        {
            Faults().ShouldContain($"Embedding:{option} is ");
        }
    }

    [Fact]
    public void WithoutADirectory_TheOptionIsNamed()
    {
        _options.ModelDirectory = "";

        Faults().ShouldContain("Embedding:ModelDirectory is empty");
    }

    private string Faults() => new EmbeddingOptionsValidator().Validate(null, _options).FailureMessage ?? "";
}
