using MediaPipeline.Connectors.Files;
using MediaPipeline.Grains.Ports.Catalogue;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Tests;

public sealed class ConnectorsServiceCollectionExtensionsTests
{
    [Fact]
    public void AddConnectors_BindsTheOptions()
    {
        using var services = Build(("MaxListItems", "5"));

        services.GetRequiredService<IOptions<CatalogueFileOptions>>().Value.MaxListItems.ShouldBe(5);
        services.GetServices<ICatalogueFile>().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("MaxRecordBytes", "10", "CatalogueFiles:MaxRecordBytes is 10; set it to a number from 1000 to 1000000000.")]
    [InlineData("MaxListItems", "0", "CatalogueFiles:MaxListItems is 0; set it to a number from 1 to 1000000.")]
    [InlineData("MaxUnpackedBytes", "0", "CatalogueFiles:MaxUnpackedBytes is 0; set it to 1 or more.")]
    [InlineData("MaxRatio", "0", "CatalogueFiles:MaxRatio is 0; set it to 1 or more.")]
    [InlineData("RatioFromBytes", "-1", "CatalogueFiles:RatioFromBytes is -1; set it to 0 or more.")]
    public void InvalidOptions_AreRefused(string option, string value, string message)
    {
        using var services = Build((option, value));

        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<CatalogueFileOptions>>().Value).Message.ShouldBe(message);
    }

    private static ServiceProvider Build((string Option, string Value) setting)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"{CatalogueFileOptions.Section}:{setting.Option}", setting.Value)]).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddConnectors().AddConnectors().BuildServiceProvider();
    }
}
